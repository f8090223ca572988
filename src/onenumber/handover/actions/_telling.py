"""Messages about handovers: which list, how many items, which reference. Never about whom, and no free text."""

from collections.abc import Iterable
from datetime import datetime

from onenumber.access.models import User
from onenumber.audit.models import Viewer
from onenumber.handover.actions._rows import let_by_the_list
from onenumber.handover.models import Handover
from onenumber.messaging.actions import write_message
from onenumber.organisations.models import Service


def tell_users(
    users: Iterable[User], handover: Handover, *, service: Service, by: Viewer, at: datetime, kind: str, subject: str,
    body: str,
) -> int:  # fmt: skip
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
            kind=kind,
            about=f"handover {handover.pk}",
            subject=subject,
            body=body,
        )
    return len(wanted)
