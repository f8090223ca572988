"""The rows of a return: every case received in the period, and every answered or passed-on contact with a CL-TYPE.

Counting rule: record.md, Contact. Nothing is asked again for the return; what is not known says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery

from amhp.calendar import day_in_london, midnight_after
from amhp.dataset import SCHEMA_VERSION, ReturnRow, legal_regime, national_source, person_key
from amhp.law import EventKind
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of_many
from onenumber.intake.models import Contact, ContactStep
from onenumber.organisations.models import Service
from onenumber.persons.models import Person
from onenumber.returns.queries.capacity import Capacity
from onenumber.returns.queries.case_values import CaseValues

Value = str | int | datetime | date | bool | None
BATCH = 400
WITH_A_ROW = ("answered", "passed_on")


@dataclass(frozen=True)
class Period:
    """Local days of receipt, both included."""

    first: date
    last: date

    @property
    def starts_at(self) -> datetime:
        """The first moment of the first day."""
        return midnight_after(self.first - timedelta(days=1))

    @property
    def ends_at(self) -> datetime:
        """The first moment after the last day."""
        return midnight_after(self.last)


def return_rows(
    viewer: Viewer, service: Service, period: Period, *, key: bytes, at: datetime
) -> Iterator[ReturnRow]:
    """All rows of one service in the order of receipt within each kind: cases first, then contacts."""
    if service.pk not in viewer.services():
        return
    within = {"service": service, "happened_at__gte": period.starts_at, "happened_at__lt": period.ends_at}
    related = ("contact", "contact__locality", "person", "council", "locality", "service__provider")
    cases = list(Case.objects.filter(**within).select_related(*related).order_by("happened_at", "id"))
    for first in range(0, len(cases), BATCH):
        batch = facts_of_many(cases[first : first + BATCH])
        capacity = Capacity.of(batch)
        for facts in batch:
            if facts.closure is not None and facts.closure.kind == "voided":
                continue
            common = _common(facts.case.contact, facts.case.person, service, key=key)
            yield CaseValues(facts, capacity=capacity, at=at).row(common)
    yield from _contact_rows(service, within, key=key)


def _contact_rows(service: Service, within: Mapping[str, object], *, key: bytes) -> Iterator[ReturnRow]:
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    newest = steps.order_by("-id")
    found = (
        Contact.objects.filter(**within)
        .exclude(contact_type="")
        .filter(~Exists(steps.filter(kind__in=["opened", "joined", "voided"])))
        .annotate(
            became=Subquery(newest.values("kind")[:1]), became_at=Subquery(newest.values("happened_at")[:1])
        )
        .filter(became__in=WITH_A_ROW)
        .select_related("person", "council", "locality", "service__provider")
        .order_by("happened_at", "id")
    )
    for contact in found.iterator(chunk_size=BATCH):
        advised = contact.became == "answered"
        values = _common(contact, contact.person, service, key=key)
        values["contact_type"] = contact.contact_type
        values["triage_decision"] = "ADVICE" if advised else "TRANSFER"
        values["outcome"] = "ADVICE_ONLY" if advised else "TRANSFERRED"
        for name in ("triaged_at", "outcome_at", "closed_at"):
            values |= {name: contact.became_at, f"{name}_quality": contact.received_quality}
        yield ReturnRow(values=values)


def _common(contact: Contact, person: Person | None, service: Service, *, key: bytes) -> dict[str, Value]:
    """What a case and a contact share: who, when, where from, and the codes for what nobody has asked yet."""
    received_on = day_in_london(contact.happened_at)
    combined = service.mode == Service.Mode.COMBINED
    return {
        "record_id": contact.reference,
        "schema_version": SCHEMA_VERSION,
        "legal_regime": legal_regime(received_on),
        "la_gss": contact.council.code_gss,
        "provider_ods": service.provider.code_ods or None,
        "service_mode": contact.duty_kind.upper() if combined else service.mode,
        "team_code": contact.locality.code if contact.locality else "HUB",
        "received_at": contact.happened_at,
        "received_at_quality": contact.received_quality,
        "source_amhp": contact.source or None,
        "source_national": national_source(contact.source) if contact.source else None,
        "status_at_referral": _status(contact.event),
        "place_at_referral": contact.place_kind or "NOT_KNOWN",
        **_person(person, contact, received_on, key=key),
    }


def _status(event: str) -> str:
    """The legal status code when asked: informal where nothing had started, not known where nobody could say."""
    if event in EventKind._value2member_map_:
        return EventKind(event).legal_status or "01"
    return "99" if event == "not_known" else "01"


def _person(person: Person | None, contact: Contact, on: date, *, key: bytes) -> dict[str, Value]:
    if person is None:
        return {
            "person_key": person_key(contact.reference, key=key, year=on.year),
            "gender_identity": "X",
            "ethnic_category": "99",
            "residence_gss": "NOT_KNOWN",
        }
    return {
        "person_key": person_key(person.nhs_number or f"person {person.pk}", key=key, year=on.year),
        "nhs_number": person.nhs_number or None,
        "nhs_number_status": "02" if person.nhs_number else None,
        "birth_date": person.birth_date,
        "age_years": age_on(person, on),
        "gender_identity": person.gender_identity or "X",
        "ethnic_category": person.ethnic_category or "99",
        "residence_gss": "NOT_KNOWN",
        "interpreter_needed": person.interpreter_needed,
    }


def age_on(person: Person, on: date) -> int | None:
    """Age in whole years on a day; from an estimate, the estimate moved on by the years since."""
    if person.birth_date is not None:
        born = person.birth_date
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if person.age_estimate is not None and person.age_estimated_on is not None:
        return max(0, person.age_estimate + (on - person.age_estimated_on).days // 365)
    return None
