"""Messages about handovers: which list, which references, which colleague. Never about whom, and no free text."""

from collections.abc import Iterable
from datetime import datetime

from onenumber.access.models import User
from onenumber.audit.models import Viewer
from onenumber.handover.actions._rows import let_by_the_list
from onenumber.handover.models import Handover
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Said, Topic, Wording
from onenumber.organisations.models import Service

MADE = Wording(
    "handover",
    Topic.WATCH,
    "Handover {day}",
    ("The list for {day} is made. Read it, ask, and accept each item by name under Handover.",),
)
ASKED = Wording(
    "handover_question",
    Topic.WATCH,
    "Handover: you are asked",
    ("{colleague} asks about an item of the list for {day}", ": {reference}", ". Answer it under Handover."),
)
ANSWERED = Wording(
    "handover_answer",
    Topic.ANSWERS,
    "Handover: answered",
    (
        "{colleague} has answered about an item of the list for {day}",
        ": {reference}",
        ". Read it under Handover.",
    ),
)
NOT_ACCEPTED = Wording(
    "handover_waiting",
    Topic.WATCH,
    "Handover {day}: not all is accepted",
    (
        "The duty ended {day} and not every item is accepted by name",
        ": {references}",
        ". Until somebody accepts them {colleague} has them. The list under Handover says which.",
    ),
)


def tell_users(
    users: Iterable[User], handover: Handover, said: Said, *, service: Service, by: Viewer, at: datetime
) -> int:
    """How many were told; nobody is told of what they did themself."""
    wanted = {user.pk: user for user in users if user.pk != by.user_id}
    for user in wanted.values():
        write_message(
            by=let_by_the_list(by, service.pk),
            at=at,
            service=service,
            to_user_id=user.pk,
            to_name=user.name,
            to_address=user.email,
            said=said,
            about=f"handover {handover.pk}",
        )
    return len(wanted)
