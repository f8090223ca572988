"""The users of a service and their roles, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onenumber.access.models import ROLES, Grant, Role, User


@dataclass(frozen=True)
class RoleRow:
    """One role somebody holds or held."""

    number: int
    label: str
    sentence: str
    council: str
    begins_at: datetime
    ends_at: datetime | None
    standing: str

    @property
    def can_end(self) -> bool:
        """Whether it still counts, now or later."""
        return self.standing != "ended"


@dataclass(frozen=True)
class UserRow:
    """One user with all their roles in the service."""

    number: int
    name: str
    email: str
    open: bool
    roles: tuple[RoleRow, ...]

    @property
    def in_force(self) -> tuple[RoleRow, ...]:
        """The roles that count now."""
        return tuple(role for role in self.roles if role.standing == "in force")


def standing_words(grant: Grant, *, at: datetime) -> str:
    """ "in force", "not begun" or "ended"."""
    if grant.ends_at is not None and grant.ends_at <= at:
        return "ended"
    return "in force" if grant.begins_at <= at else "not begun"


def role_row(grant: Grant, *, at: datetime) -> RoleRow:
    """One grant in words."""
    text = ROLES[Role(grant.role)]
    return RoleRow(
        number=grant.pk,
        label=text.label,
        sentence=text.sentence,
        council=grant.council.name if grant.council else "all councils",
        begins_at=grant.begins_at,
        ends_at=grant.ends_at,
        standing=standing_words(grant, at=at),
    )


def user_rows(grants: Iterable[Grant], *, at: datetime) -> tuple[UserRow, ...]:
    """One row for each user, in the order the grants come."""
    users: dict[int, User] = {}
    roles: dict[int, list[RoleRow]] = {}
    for grant in grants:
        users.setdefault(grant.user_id, grant.user)
        roles.setdefault(grant.user_id, []).append(role_row(grant, at=at))
    return tuple(
        UserRow(
            number=number, name=user.name, email=user.email, open=user.is_active, roles=tuple(roles[number])
        )
        for number, user in users.items()
    )
