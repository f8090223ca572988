"""What kind of duty runs now, and whether the viewer is on it. Rights follow the list, not the clock."""

from datetime import datetime, timedelta
from typing import Any

from amhp.calendar import in_london
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.organisations.queries import DAYS, has_setting, setting
from onenumber.records.prepared import Prepared, columns_of_model, instance
from onenumber.rota.models import Duty

KINDS_NOW = Prepared(
    lambda service_id, at: Duty.objects.filter(
        service_id=service_id, withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at
    ).values_list("kind"),
    {"service_id": int, "at": datetime},
)
SERVICE = Prepared(
    lambda service_id: Service.objects.filter(pk=service_id).values_list(*columns_of_model(Service)),
    {"service_id": int},
)


def is_on_duty(viewer: Viewer, service_id: int, at: datetime) -> bool:
    """Whether the viewer is on the duty list of this service at this moment."""
    if viewer.practitioner_id is None or service_id not in viewer.services():
        return False
    return Duty.objects.filter(
        service_id=service_id,
        practitioner_id=viewer.practitioner_id,
        withdrawn_at__isnull=True,
        starts_at__lte=at,
        ends_at__gt=at,
    ).exists()


def _runs(period: dict[str, Any], at: datetime) -> bool:
    local = in_london(at)
    now, starts, ends = f"{local:%H:%M}", period["starts"], period["ends"]
    today, yesterday = DAYS[local.weekday()], DAYS[(local - timedelta(days=1)).weekday()]
    if starts < ends:
        return today in period["days"] and starts <= now < ends
    return (today in period["days"] and now >= starts) or (yesterday in period["days"] and now < ends)


def kinds_question(service_id: int, at: datetime) -> tuple[Prepared, dict[str, Any]]:
    """What `duty_kind` asks, for asking it ahead."""
    return KINDS_NOW, {"service_id": service_id, "at": at}


def duty_kind(service_id: int, at: datetime) -> str:
    """'day' or 'edt': what the duty list says; where it says both or nothing, the service's duty periods."""
    kinds = {kind for (kind,) in KINDS_NOW.rows(service_id=service_id, at=at)}
    if kinds and Duty.Kind.EDT not in kinds:
        return "day"
    if kinds == {Duty.Kind.EDT}:
        return "edt"
    service = instance(Service, SERVICE.row(service_id=service_id))
    return kind_by_periods(service, at)


def periods_of(service: Service) -> list[dict[str, Any]]:
    """The service's duty periods; none when it has not set them."""
    return list(setting(service, "duty.periods")) if has_setting(service, "duty.periods") else []


def kind_by_periods(service: Service, at: datetime) -> str:
    """'day' or 'edt' by the service's duty periods alone."""
    running = {period["kind"] for period in periods_of(service) if _runs(period, at)}
    return "day" if "day" in running or not running else "edt"


def next_duty_starts(practitioner_id: int, at: datetime) -> datetime | None:
    """When this practitioner's next duty begins; None when none is listed."""
    return (
        Duty.objects.filter(practitioner_id=practitioner_id, withdrawn_at__isnull=True, starts_at__gt=at)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
