"""Whom a safety call is told: the hub, the spares and EDT on duty now, and the AMHP leads."""

from datetime import datetime
from typing import NamedTuple

from onenumber.access.models import Grant, Role
from onenumber.allocation.queries import leads_of
from onenumber.rota.models import Duty

HELPING = (Duty.Kind.HUB, Duty.Kind.EDT, Duty.Kind.SPARE)
AT_THE_HUB = {Duty.Kind.HUB, Duty.Kind.EDT}


class Told(NamedTuple):
    """Somebody to tell; without a sign-in there is no screen, and the e-mail still goes."""

    user_id: int | None
    name: str
    address: str


def whom_to_tell(service_id: int, *, at: datetime, but: int) -> list[Told]:
    """Each once, without the practitioner `but`. Is nobody on duty at the hub, everyone of the hub is told."""
    duties = Duty.objects.filter(
        service=service_id, kind__in=HELPING, withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at
    ).exclude(practitioner=but)
    columns = ("practitioner__user_id", "practitioner__name", "practitioner__email", "kind")
    on_duty = list(duties.order_by("practitioner__name").values_list(*columns))
    found = {Told(*row[:3]): None for row in on_duty}
    found |= {Told(lead.pk, lead.name, lead.email): None for lead in leads_of(service_id, at)}
    if not AT_THE_HUB & {row[3] for row in on_duty}:
        held = Grant.objects.filter(
            service=service_id, role=Role.HUB_AMHP, begins_at__lte=at, user__is_active=True
        )
        rows = held.exclude(ends_at__lte=at).exclude(user__practitioner=but)
        found |= {Told(*row): None for row in rows.values_list("user_id", "user__name", "user__email")}
    return list({told.user_id or told.name: told for told in found}.values())
