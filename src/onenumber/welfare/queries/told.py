"""Whom a safety call is told: the hub, the spares and EDT on duty now, and the AMHP leads."""

from datetime import datetime
from typing import NamedTuple

from onenumber.access.models import Grant, Role
from onenumber.rota.models import Duty

REACH = ("name", "email", "telephone")
HELPING = (Duty.Kind.HUB, Duty.Kind.EDT, Duty.Kind.SPARE)
AT_THE_HUB = {Duty.Kind.HUB, Duty.Kind.EDT}


class Told(NamedTuple):
    """Somebody to tell; without a sign-in there is no screen, and the e-mail still goes."""

    user_id: int | None
    name: str
    address: str
    telephone: str


def whom_to_tell(service_id: int, *, at: datetime, but: int) -> list[Told]:
    """Each once, without the practitioner `but`. Is nobody on duty at the hub, everyone of the hub is told."""
    duties = Duty.objects.filter(
        service=service_id, kind__in=HELPING, withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at
    ).exclude(practitioner=but)
    columns = (*(f"practitioner__{name}" for name in ("user_id", *REACH)), "kind")
    on_duty = list(duties.order_by("practitioner__name").values_list(*columns))
    found = [Told(*row[:4]) for row in on_duty] + _users(service_id, Role.AMHP_LEAD, at=at, but=but)
    if not AT_THE_HUB & {row[4] for row in on_duty}:
        found += _users(service_id, Role.HUB_AMHP, at=at, but=but)
    return list({told.user_id or told.name: told for told in found}.values())


def _users(service_id: int, role: Role, *, at: datetime, but: int) -> list[Told]:
    held = Grant.objects.filter(service=service_id, role=role, begins_at__lte=at, user__is_active=True)
    rows = held.exclude(ends_at__lte=at).exclude(user__practitioner=but).order_by("user__name")
    columns = ("user_id", "user__name", "user__email", "user__practitioner__telephone")
    return [
        Told(number, name, address, telephone or "")
        for number, name, address, telephone in rows.values_list(*columns)
    ]
