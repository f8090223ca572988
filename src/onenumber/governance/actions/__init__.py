"""Holding, keeping and destroying records; answering those who ask to see theirs."""

from onenumber.governance.actions.destruction import answer_destruction, propose_destruction
from onenumber.governance.actions.hold import hold_record, keep_longer, release_record
from onenumber.governance.actions.subject_access import (
    Decision,
    begin_subject_request,
    decide_items,
    end_subject_request,
    give_out,
)

__all__ = [
    "Decision",
    "answer_destruction",
    "begin_subject_request",
    "decide_items",
    "end_subject_request",
    "give_out",
    "hold_record",
    "keep_longer",
    "propose_destruction",
    "release_record",
]
