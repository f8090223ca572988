"""What can be done to a case."""

from onenumber.cases.actions._facts import ImpossibleFact
from onenumber.cases.actions.about_person import (
    correct_person_of_case,
    end_alert_of_case,
    record_alert_of_case,
    record_relative_of_case,
)
from onenumber.cases.actions.add_to_document import add_to_document
from onenumber.cases.actions.answer_for_return import answer_for_return
from onenumber.cases.actions.change_case import change_case
from onenumber.cases.actions.change_commitment import change_commitment, give_up
from onenumber.cases.actions.close_case import close_case, reopen_case, void_case
from onenumber.cases.actions.close_wait import close_wait, escalate_wait
from onenumber.cases.actions.consider import consider
from onenumber.cases.actions.correct_fact import correct_fact
from onenumber.cases.actions.decide import decide
from onenumber.cases.actions.end_follow_up import end_follow_up
from onenumber.cases.actions.finish_report import finish_report
from onenumber.cases.actions.hand_follow_up import hand_follow_up
from onenumber.cases.actions.join_open_case import join_open_case
from onenumber.cases.actions.keep_report_draft import keep_report_draft
from onenumber.cases.actions.make_letter import make_letter
from onenumber.cases.actions.open_follow_up import open_follow_up
from onenumber.cases.actions.open_from_contact import open_from_contact, open_recorded_contact
from onenumber.cases.actions.open_wait import open_wait
from onenumber.cases.actions.rebuild_projection import rebuild_projection
from onenumber.cases.actions.record_attempt import finish_attempt, record_attempt
from onenumber.cases.actions.record_carrying_out import record_carrying_out
from onenumber.cases.actions.record_legal_event import record_legal_event
from onenumber.cases.actions.record_note import record_note
from onenumber.cases.actions.record_recommendation import record_recommendation
from onenumber.cases.actions.record_relative_step import record_relative_step
from onenumber.cases.actions.restriction import lift_restriction, restrict_record
from onenumber.cases.actions.send_written_reasons import send_written_reasons
from onenumber.cases.actions.share_document import share_document
from onenumber.cases.actions.take_delays import take_delays
from onenumber.cases.actions.take_up import HoldsAnother, take_up

__all__ = [
    "HoldsAnother",
    "ImpossibleFact",
    "add_to_document",
    "answer_for_return",
    "change_case",
    "change_commitment",
    "close_case",
    "close_wait",
    "consider",
    "correct_fact",
    "correct_person_of_case",
    "decide",
    "end_alert_of_case",
    "end_follow_up",
    "escalate_wait",
    "finish_attempt",
    "finish_report",
    "give_up",
    "hand_follow_up",
    "join_open_case",
    "keep_report_draft",
    "lift_restriction",
    "make_letter",
    "open_follow_up",
    "open_from_contact",
    "open_recorded_contact",
    "open_wait",
    "rebuild_projection",
    "record_alert_of_case",
    "record_attempt",
    "record_carrying_out",
    "record_legal_event",
    "record_note",
    "record_recommendation",
    "record_relative_of_case",
    "record_relative_step",
    "reopen_case",
    "restrict_record",
    "send_written_reasons",
    "share_document",
    "take_delays",
    "take_up",
    "void_case",
]
