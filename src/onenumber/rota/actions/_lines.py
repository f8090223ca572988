"""What a new line of the duty list must satisfy, and the working relationship it gives.

Being on duty opens the service's records to a user for exactly that stretch (the record: "is on duty in the
service that owns it").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import in_london
from onenumber.audit.actions import Conflict
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Service
from onenumber.persons.actions import begin_relationship
from onenumber.rota.models import Duty
from onenumber.workforce.models import Practitioner

LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class NewLine:
    """A line about to be added to the duty list of a service."""

    service: Service
    practitioner: Practitioner
    kind: str
    locality: Locality | None
    starts_at: datetime
    ends_at: datetime


def problem_of(line: NewLine) -> str:
    """Why this line cannot stand, in plain words; empty when it can."""
    if line.practitioner.service_id != line.service.pk:
        return f"{line.practitioner.name} does not belong to {line.service.name}."
    if line.locality is not None and line.locality.service_id != line.service.pk:
        return f"{line.locality.name} is no locality of {line.service.name}."
    if line.kind == Duty.Kind.LOCALITY and line.locality is None:
        return "A locality duty needs its locality."
    if line.ends_at <= line.starts_at:
        return "The duty must end after it starts."
    if line.ends_at - line.starts_at > LONGEST:
        return "A duty of more than 24 hours is two lines: split it."
    return ""


def overlapping(line: NewLine) -> Duty | None:
    """A duty of the same practitioner that overlaps this line."""
    return Duty.objects.filter(
        practitioner_id=line.practitioner.pk,
        withdrawn_at__isnull=True,
        starts_at__lt=line.ends_at,
        ends_at__gt=line.starts_at,
    ).first()


def overlap_words(practitioner: Practitioner, other: Duty) -> str:
    """Says which duty is in the way."""
    starts, ends = in_london(other.starts_at), in_london(other.ends_at)
    return (
        f"{practitioner.name} is already on duty ({other.get_kind_display()}) from {starts:%a %d %b %H:%M} "
        f"to {ends:%a %d %b %H:%M}. Withdraw that line first, or change the times."
    )


def add_line(*, by: Viewer, at: datetime, line: NewLine) -> Duty:
    """Store one line and the relationship it gives; raises Conflict when it cannot stand."""
    problem, other = problem_of(line), overlapping(line)
    if other is not None and not problem:
        problem = overlap_words(line.practitioner, other)
    if problem:
        raise Conflict(problem, link="/duty/", link_text="Open the duty list")
    duty = Duty.objects.create(
        **vars(line), happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name
    )
    if line.practitioner.user_id is not None:
        begin_relationship(
            by=by,
            at=at,
            user_id=line.practitioner.user_id,
            service=line.service,
            person=None,
            why="on_duty",
            caused_by=caused_by(duty.pk),
            begins_at=line.starts_at,
            ends_at=line.ends_at,
        )
    return duty


def caused_by(duty_id: int) -> str:
    """How the relationship names the duty that began it."""
    return f"duty {duty_id}"
