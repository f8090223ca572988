"""Whether single letters work as keys for this user (WCAG 2.2, 2.1.4: they can be turned off)."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.access.policies import may_choose_keys
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("user.keys_chosen", policy=may_choose_keys)
def choose_keys(*, by: Viewer, at: datetime, on: bool, key: UUID | None = None) -> Done[bool]:
    """Keep the user's own choice."""
    User.objects.filter(pk=by.user_id).update(single_letter_keys=on)
    return Done(
        on,
        subject=f"user {by.user_id}",
        service_id=next(iter(by.services()), None),
        fields=("single_letter_keys",),
        leads_to="/sign-in/yours/",
    )
