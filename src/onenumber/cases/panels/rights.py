"""Which forms of a case a page offers its viewer: a link that would lead to "no such page" is not shown."""

from dataclasses import dataclass

from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.policies import may_arrange, may_follow_up, may_record


@dataclass(frozen=True)
class FormsOpen:
    """Whether the viewer may record, settle (consider, close, reopen), and see to follow-ups."""

    record: bool
    settle: bool
    follow_up: bool


def forms_open(viewer: Viewer, case: Case) -> FormsOpen:
    """What the forms' own page would answer this viewer."""
    settle = may_arrange(viewer, case=case)
    record = settle or may_record(viewer, case=case)
    return FormsOpen(record=record, settle=settle, follow_up=record or may_follow_up(viewer, case=case))
