"""Whether the worker is alive: its sign of life, against the shortest time a service here lets it be silent."""

from datetime import datetime, timedelta

from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.models import WorkerBeat

SILENT = "worker.silent_minutes"


def silent_after() -> timedelta | None:
    """After how long the worker counts as silent; None while no service has set it."""
    services = [service for service in Service.objects.all() if has_setting(service, SILENT)]
    return min((timedelta(minutes=setting(service, SILENT)) for service in services), default=None)


def last_beat() -> datetime | None:
    """When the worker last finished a round."""
    return WorkerBeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()


def worker_trouble(at: datetime) -> str:
    """A sentence where the worker has been silent for too long; empty when all is well."""
    limit, beat_at = silent_after(), last_beat()
    if limit is None or (beat_at is not None and at - beat_at <= limit):
        return ""
    since = f"since {beat_at:%Y-%m-%d %H:%M:%S} UTC" if beat_at else "since the start"
    return f"the worker has been silent {since}: messages are not going out"
