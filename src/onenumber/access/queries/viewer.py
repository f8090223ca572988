"""Turns a signed-in user into the Viewer that every reading and writing starts from, in one query."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from onenumber.access.models import Grant, User
from onenumber.audit.models import GrantHeld, Viewer

NOBODY = 0


def viewer_for(user: AbstractBaseUser | AnonymousUser, *, at: datetime) -> Viewer:
    """The viewer with the grants in force at `at`; nobody, or a user who was disabled, holds none.

    The practitioner is found along the path that the roof names (workforce is a later room). One query.
    """
    if not isinstance(user, User) or not user.is_active:
        return Viewer(user_id=NOBODY, name="", grants=(), at=at)
    rows = list(
        Grant.objects.filter(user_id=user.pk, begins_at__lte=at)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .order_by("id")
        .values_list("role", "service_id", "council_id", F(f"user__{settings.PRACTITIONER_OF_USER}"))
    )
    return Viewer(
        user_id=user.pk,
        name=user.name,
        grants=tuple(GrantHeld(role, service_id, council_id) for role, service_id, council_id, _ in rows),
        at=at,
        practitioner_id=rows[0][3] if rows else None,
    )
