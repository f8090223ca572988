"""Who changed a record and who saw it, from the audit; ids only, names are added by later rooms."""

from datetime import datetime
from typing import NamedTuple

from onenumber.audit.models import Entry, Opening, Viewer


class AuditLine(NamedTuple):
    """One thing somebody did, or was refused."""

    position: int
    at: datetime
    actor_id: int
    role: str
    verb: str
    refused: bool
    fields: tuple[str, ...]


class OpeningLine(NamedTuple):
    """One hour in which somebody had a person's record open, and on what ground."""

    id: int
    at: datetime
    user_id: int
    person_id: int
    service_id: int
    how: str
    reason_entry: int | None


def entries_for(viewer: Viewer, subject: str) -> list[AuditLine]:
    """What was done to a subject ("WM-26-1850", "person 12") in the viewer's services, oldest first."""
    rows = (
        Entry.objects.filter(subject=subject, service_id__in=viewer.services())
        .order_by("position")
        .values_list("position", "at", "actor_id", "role", "verb", "refused", "fields")
    )
    return [AuditLine(*row[:-1], tuple(filter(None, row[-1].split(",")))) for row in rows]


def openings_of(viewer: Viewer, person_id: int) -> list[OpeningLine]:
    """Who opened this person's record in the viewer's services, newest first."""
    rows = (
        Opening.objects.filter(person_id=person_id, service_id__in=viewer.services())
        .order_by("-at", "-id")
        .values_list(*OpeningLine._fields)
    )
    return [OpeningLine(*row) for row in rows]


def openings_in(
    viewer: Viewer, service_id: int, *, since: datetime, until: datetime | None = None, limit: int = 500
) -> list[OpeningLine]:
    """The openings of one of the viewer's services since a moment (and before another), newest first."""
    if service_id not in viewer.services():
        return []
    rows = Opening.objects.filter(service_id=service_id, at__gte=since).order_by("-at", "-id")
    if until is not None:
        rows = rows.filter(at__lt=until)
    return [OpeningLine(*row) for row in rows.values_list(*OpeningLine._fields)[:limit]]
