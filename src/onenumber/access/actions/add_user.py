"""Give somebody a sign-in and their first role."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import Grant, Role, User
from onenumber.access.policies import may_manage_users
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("user.added", policy=may_manage_users)
def add_user(
    *,
    by: Viewer,
    at: datetime,
    service_id: int,
    name: str,
    email: str,
    role: Role,
    council_id: int | None = None,
    key: UUID | None = None,
) -> Done[User]:
    """Add a user without a password: they set one by the link under "Forgotten your password?".

    Somebody with this address already (from another service, say) keeps their sign-in and name and gets the role.
    """
    user = User.objects.filter(email__iexact=email).first()
    known = user is not None
    if user is None:
        user = User(email=User.objects.normalize_email(email), name=name)
        user.set_unusable_password()
        user.save()
    Grant.objects.create(user=user, service_id=service_id, council_id=council_id, role=role, begins_at=at)
    fields = ("role",) if known else ("name", "email", "role")
    return Done(user, subject=f"user {user.pk}", service_id=service_id, fields=fields, leads_to="/settings/")
