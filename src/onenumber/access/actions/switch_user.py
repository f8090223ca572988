"""Close and reopen somebody's sign-in."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.access.policies import may_switch_user
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


def _switched(user: User, service_id: int, *, active: bool) -> Done[User]:
    user.is_active = active
    user.save(update_fields=["is_active"])
    return Done(
        user, subject=f"user {user.pk}", service_id=service_id, fields=("is_active",), leads_to="/settings/"
    )


@action("user.disabled", policy=may_switch_user)
def disable_user(
    *, by: Viewer, at: datetime, user: User, service_id: int, key: UUID | None = None
) -> Done[User]:
    """Nothing opens for them any more, from their next request on; their history stays."""
    return _switched(user, service_id, active=False)


@action("user.enabled", policy=may_switch_user)
def enable_user(
    *, by: Viewer, at: datetime, user: User, service_id: int, key: UUID | None = None
) -> Done[User]:
    """They may sign in again, with the roles still in force."""
    return _switched(user, service_id, active=True)
