"""Turns a signed-in user into the Viewer that every reading and writing starts from.

A request reads its user and their grants together, in one query; the moment decides afterwards which of them count.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet

from onenumber.access.models import Grant, User
from onenumber.access.models.user import GrantRead
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.records.prepared import Prepared, columns_of_model, instance

NOBODY = 0
USER_COLUMNS = columns_of_model(User)
GRANT_COLUMNS = ("role", "service_id", "council_id", "begins_at", "ends_at")


def _user(user_id: int) -> QuerySet[User, tuple[object, ...]]:
    """One row for each grant, past and future ones too; the practitioner is found along the path the roof names."""
    of_grant = (f"grants__{name}" for name in GRANT_COLUMNS)
    columns = (*USER_COLUMNS, *of_grant, settings.PRACTITIONER_OF_USER)
    return User.objects.filter(pk=user_id).order_by("grants__id").values_list(*columns)


SIGNED_IN = Prepared(_user, {"user_id": int})


def user_with_grants(user_id: int) -> User | None:
    """The user with every grant they were ever given, for `viewer_for`. One query."""
    rows = SIGNED_IN.rows(user_id=user_id)
    if not rows:
        return None
    own = len(USER_COLUMNS)
    user = instance(User, rows[0][:own])
    user.grants_read = tuple(GrantRead(*row[own:]) for row in rows if row[own] is not None)
    return user


def viewer_for(user: AbstractBaseUser | AnonymousUser, *, at: datetime) -> Viewer:
    """The viewer with the grants in force at `at`; nobody, or a user who was disabled, holds none.

    No query for the user of a request, who was read with the grants; one for any other.
    """
    if not isinstance(user, User) or not user.is_active:
        return Viewer(user_id=NOBODY, name="", grants=(), at=at)
    read = user.grants_read if user.grants_read is not None else _read(user)
    rows = [
        grant for grant in read if grant.begins_at <= at and (grant.ends_at is None or grant.ends_at > at)
    ]
    return Viewer(
        user_id=user.pk,
        name=user.name,
        grants=tuple(GrantHeld(row.role, row.service_id, row.council_id) for row in rows),
        at=at,
        practitioner_id=rows[0].practitioner_id if rows else None,
    )


def _read(user: User) -> Iterable[GrantRead]:
    path = F(f"user__{settings.PRACTITIONER_OF_USER}")
    rows = Grant.objects.filter(user_id=user.pk).order_by("id").values_list(*GRANT_COLUMNS, path)
    return [GrantRead(*row) for row in rows]
