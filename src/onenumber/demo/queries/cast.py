"""Everybody who signs in to the demonstration, by role, with who is on duty at this moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from onenumber.access.models import ROLES, Grant, Role
from onenumber.rota.models import Duty

A_COLUMN = 12


@dataclass(frozen=True)
class Member:
    """Somebody to sign in as."""

    user_id: int
    name: str
    locality: str
    on_duty: bool


@dataclass(frozen=True)
class Part:
    """One role, what it is for, and everybody who has it."""

    role: str
    sentence: str
    members: tuple[Member, ...]

    @property
    def long(self) -> bool:
        """Whether the list needs a column of its own."""
        return len(self.members) > A_COLUMN


def cast_of(*, at: datetime) -> list[Part]:
    """The roles in their order; those on duty first, then by name."""
    on_duty = set(
        Duty.objects.filter(withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at).values_list(
            "practitioner__user_id", flat=True
        )
    )
    by_role: dict[str, list[Member]] = defaultdict(list)
    held = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), begins_at__lte=at, user__is_active=True
    )
    for role, user_id, name, locality in held.values_list(
        "role", "user_id", "user__name", "user__practitioner__locality__name"
    ):
        by_role[role].append(Member(user_id, name, locality or "", user_id in on_duty))
    return [
        Part(
            ROLES[role].label,
            ROLES[role].sentence,
            tuple(sorted(by_role[role], key=lambda member: (not member.on_duty, member.name))),
        )
        for role in Role
        if by_role[role]
    ]
