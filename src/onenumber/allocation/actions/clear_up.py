"""A doctor's text could not be taken as an answer as it stands: they are told why."""

from datetime import datetime

from onenumber.allocation.actions._asking import tell_doctor
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_answer_ask
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("ask.cleared_up", policy=may_answer_ask)
def clear_up(*, by: Viewer, at: datetime, ask: Ask, words: str) -> Done[Ask]:
    """`words` say what is missing; the ask waits on."""
    case = ask.case
    tell_doctor(ask, f"About {case.reference}", words, by=by, at=at)
    return Done(ask, subject=case.reference, service_id=case.service_id, fields=("ask",))
