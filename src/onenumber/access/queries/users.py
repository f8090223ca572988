"""The people with a sign-in and the roles they hold, as far as a service may see them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from onenumber.access.models import Grant, Role, User
from onenumber.audit.models import Viewer


def in_force(at: datetime) -> Q:
    """Grants that count at this moment."""
    return Q(begins_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def grants_of(viewer: Viewer, *roles: str) -> QuerySet[Grant]:
    """Every grant, past ones too, in the services where the viewer holds one of these roles; by name."""
    return (
        Grant.objects.filter(service_id__in=viewer.services(*roles))
        .select_related("user", "council", "service")
        .order_by("user__name", "user_id", "id")
    )


def has_worked_in(user_id: int, service_id: int) -> bool:
    """Whether the user ever held a role in this service."""
    return Grant.objects.filter(user_id=user_id, service_id=service_id).exists()


def works_elsewhere(user_id: int, service_id: int, *, at: datetime) -> bool:
    """Whether the user holds a role in another service now or later."""
    return (
        Grant.objects.filter(user_id=user_id)
        .exclude(service_id=service_id)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .exists()
    )


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of users, for lists that hold ids only (the audit); one query."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "name"))


def leads_of(service_id: int, at: datetime) -> list[User]:
    """The users who are AMHP lead of a service at this moment."""
    held = Grant.objects.filter(in_force(at), service_id=service_id, role=Role.AMHP_LEAD).values("user_id")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))
