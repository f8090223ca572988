"""Give a user one more role in a service."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import ROLES, Grant, Role, User
from onenumber.access.policies import may_grant
from onenumber.access.queries.users import in_force
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer


@action("role.granted", policy=may_grant)
def grant_role(
    *,
    by: Viewer,
    at: datetime,
    user: User,
    service_id: int,
    role: Role,
    council_id: int | None = None,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[Grant]:
    """Grant a role from `begins_at` (now unless told) to `ends_at` (open unless told)."""
    same = Grant.objects.filter(
        in_force(at), user=user, service_id=service_id, role=role, council_id=council_id
    )
    if same.exists():
        raise Conflict(
            f"{user.name} holds the role {ROLES[role].label} already.", link="/settings/", link_text="Users"
        )
    grant = Grant.objects.create(
        user=user,
        service_id=service_id,
        council_id=council_id,
        role=role,
        begins_at=begins_at or at,
        ends_at=ends_at,
    )
    return Done(
        grant,
        subject=f"user {user.pk}",
        service_id=service_id,
        fields=("role", "council", "begins_at", "ends_at"),
        leads_to="/settings/",
    )
