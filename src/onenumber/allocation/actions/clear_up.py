"""A doctor's text could not be taken as an answer as it stands: they are told what is missing."""

from datetime import datetime

from onenumber.allocation.actions._asking import tell_doctor
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_answer_ask
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.models import Topic, Wording

WHICH = Wording(
    "ask-which",
    Topic.ASKED,
    "About {reference}",
    ("Which one? Answer with YES or NO and its reference, such as {reference}.",),
)
NOT_TAKEN = Wording(
    "ask-not-taken",
    Topic.ASKED,
    "About {reference}",
    (
        "Your answer about {reference} was not taken.",
        " It is filled, or you are down for another one at that time. Ring us.",
    ),
)


@action("ask.cleared_up", policy=may_answer_ask)
def clear_up(*, by: Viewer, at: datetime, ask: Ask, several: bool) -> Done[Ask]:
    """With `several` waiting the text has to name one; otherwise the answer cannot stand. The ask waits on."""
    wording = WHICH if several else NOT_TAKEN
    tell_doctor(ask, wording.said(reference=ask.case.reference), by=by, at=at)
    case = ask.case
    return Done(ask, subject=case.reference, service_id=case.service_id, fields=("ask",))
