"""A user's own choices: whether single letters work as keys (WCAG 2.2, 2.1.4: they can be turned off), large print."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.access.policies import may_choose_keys
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("user.keys_chosen", policy=may_choose_keys)
def choose_keys(
    *, by: Viewer, at: datetime, on: bool, large_print: bool = False, key: UUID | None = None
) -> Done[bool]:
    """Keep the user's own choice."""
    User.objects.filter(pk=by.user_id).update(single_letter_keys=on, large_print=large_print)
    return Done(
        on,
        subject=f"user {by.user_id}",
        service_id=next(iter(by.services()), None),
        fields=("single_letter_keys", "large_print"),
        leads_to="/sign-in/yours/",
    )
