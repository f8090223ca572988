"""What falls due, what keeps a record from being destroyed, and the list of what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q

from amhp.calendar import day_in_london, midnight_after
from amhp.retention import RetentionClass, due_on, retention_class, years_after
from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, OpenCase
from onenumber.governance.models import LegalHold, Review, SubjectRequest
from onenumber.governance.queries.may import LOOKS
from onenumber.governance.queries.reach import Reach
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.persons.models import Person, SamePerson

CONFIRMED = "retention.confirmed"
SOCIAL_CARE = ("edt_adult", "edt_child", "concern", "other")
A_LIST = 50
_COLUMNS = (
    "recorded_at", "birth_date", "contact", "considered", "closed", "case_reference", "contact_reference",
    "other_calls",
)  # fmt: skip
SHORTEST = 8  # years: no class of the schedule has a shorter period, so nothing younger is looked at


@dataclass(frozen=True)
class Standing:
    """How a record stands to the schedule today."""

    kept: RetentionClass
    last_contact_on: date
    due_on: date | None
    keeps: tuple[str, ...]  # what keeps it from being destroyed, in words; none when it may be proposed


class DueLine(NamedTuple):
    """One record of the list: its latest reference, never a name."""

    reference: str
    retention_class: str
    last_contact_on: date
    due_on: date


def confirmed(service: Service) -> tuple[str, ...]:
    """The classes the council has compared with its own schedule."""
    return tuple(setting(service, CONFIRMED)) if has_setting(service, CONFIRMED) else ()


def class_of(reach: Reach) -> RetentionClass:
    """A record with a case, or with any call but out-of-hours social care, is a mental health record."""
    if Case in reach.rows:
        return retention_class("mental_health")
    kinds = {contact.kind for contact in reach.of(Contact)}
    return retention_class("adult_social_care" if kinds and kinds <= set(SOCIAL_CARE) else "mental_health")


def last_contact_on(reach: Reach) -> date:
    """The local day of the last thing that happened, whatever its kind; looking at the record is none."""
    latest = [person.recorded_at for person in reach.persons]
    for model, keys in reach.rows.items():
        names = {field.name for field in model._meta.concrete_fields}
        if "happened_at" in names and model._meta.app_label not in {"access", "audit", "governance"}:
            latest += [model._base_manager.filter(pk__in=keys).aggregate(at=Max("happened_at"))["at"]]
    return day_in_london(max(latest))


def standing_of_record(reach: Reach, *, at: datetime) -> Standing:
    """Class, day and everything that keeps it."""
    kept, last = class_of(reach), last_contact_on(reach)
    born = next((person.birth_date for person in reach.persons if person.birth_date), None)
    due = due_on(kept.code, last_contact_on=last, born_on=born)
    return Standing(kept, last, due, tuple(_keeps(reach, kept, due, day_in_london(at))))


def _keeps(reach: Reach, kept: RetentionClass, due: date | None, today: date) -> list[str]:
    said, numbers = [], [person.pk for person in reach.persons]
    if LegalHold.objects.filter(person_id__in=numbers, ended_at__isnull=True).exists():
        said.append("A legal hold is in force.")
    if OpenCase.objects.filter(case_id__in=reach.rows.get(Case, ())).exists():
        said.append("A case is open.")
    if SubjectRequest.objects.filter(person_id__in=numbers, ended_at__isnull=True).exists():
        said.append("A request to see the record is open.")
    if kept.code not in confirmed(reach.persons[0].service):
        said.append(f"The council has not confirmed the period of the class “{kept.name}”.")
    if due is None:
        said.append("This class has no period.")
    elif due > today:
        said.append("It is not due yet.")
    review = Review.objects.filter(person_id__in=numbers).order_by("-pk").first()
    if review is not None and review.keep_until > today:
        said.append("A review keeps it longer.")
    return said


def due_records(viewer: Viewer, service: Service, *, at: datetime) -> Sequence[DueLine]:
    """Records of the service that fall due, the longest ago first; at most fifty. Three queries."""
    if service.pk not in viewer.services(*LOOKS):
        return ()
    today = day_in_london(at)
    before = midnight_after(years_after(today, -SHORTEST))
    newer = Contact.objects.filter(person=OuterRef("pk"), happened_at__gte=before)
    reviewed = Review.objects.filter(person=OuterRef("pk"), keep_until__gt=today)
    rows = Person.objects.filter(
        ~Exists(newer),
        ~Exists(reviewed),
        _councils(viewer, service.pk),
        service=service,
        recorded_at__lt=before,
    ).exclude(pk__in=SamePerson.objects.filter(ended_at__isnull=True).values("other_id"))
    rows = rows.exclude(cases__opencase__isnull=False).order_by("pk")
    latest = rows.annotate(
        contact=Max("contacts__happened_at"),
        considered=Max("cases__happened_at"),
        closed=Max("cases__closure_facts__happened_at"),
        case_reference=Max("cases__reference"),
        contact_reference=Max("contacts__reference"),
        other_calls=Exists(Contact.objects.filter(person=OuterRef("pk")).exclude(kind__in=SOCIAL_CARE)),
    ).values(*_COLUMNS)
    found = [line for row in latest[: A_LIST * 4] if (line := _line(row)) and line.due_on <= today]
    return sorted(found, key=lambda line: line.due_on)[:A_LIST]


def _line(row: dict[str, Any]) -> DueLine | None:
    moments = [row[name] for name in ("recorded_at", "contact", "considered", "closed") if row[name]]
    last, case = day_in_london(max(moments)), row["case_reference"]
    reference = case or row["contact_reference"]
    kept = "mental_health" if case or row["other_calls"] or not reference else "adult_social_care"
    due = due_on(kept, last_contact_on=last, born_on=row["birth_date"])
    return DueLine(reference, kept, last, due) if due and reference else None


def _councils(viewer: Viewer, service_id: int) -> Q:
    councils = viewer.councils_in(service_id)
    return Q() if councils is None else Q(council_id__in=councils)


def first_due(viewer: Viewer, service: Service) -> date | None:
    """When the oldest record of the service falls due, so that an empty list says how long it stays empty."""
    if service.pk not in viewer.services(Role.AMHP_LEAD, Role.MANAGER):
        return None
    oldest = (
        Case.objects.filter(service=service).order_by("happened_at").values_list("happened_at", flat=True)
    )
    first = oldest.first()
    return due_on("mental_health", last_contact_on=day_in_london(first)) if first else None
