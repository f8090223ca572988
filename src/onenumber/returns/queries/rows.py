"""The rows of a return: every case received in the period, and every answered or passed-on contact with a CL-TYPE.

Counting rule: record.md, Contact. Nothing is asked again for the return; what is not known says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery

from amhp.calendar import day_in_london, midnight_after
from amhp.dataset import ReturnRow, Value, person_key
from onenumber.allocation.queries import asks_of_many
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import Capacity, CaseValues, facts_of_many
from onenumber.intake.models import Contact, ContactStep
from onenumber.intake.queries import contact_values
from onenumber.organisations.models import Service
from onenumber.persons.models import Person
from onenumber.returns.queries.doctors import doctors_of

BATCH = 400
ASKED_OF_CONSIDERATIONS = (
    "language",
    "interpreter_needed",
    "ld_autism",
    "nhs_number_status",
)  # not of a call for advice
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
    related = (
        "contact",
        "contact__council",
        "contact__locality",
        "person",
        "council",
        "locality",
        "service__provider",
    )
    cases = list(Case.objects.filter(**within).select_related(*related).order_by("happened_at", "id"))
    for first in range(0, len(cases), BATCH):
        batch = facts_of_many(cases[first : first + BATCH])
        capacity = Capacity.of(batch)
        asks = asks_of_many([facts.case.pk for facts in batch])
        for facts in batch:
            if facts.closure is not None and facts.closure.kind == "voided":
                continue
            common = _values(facts.case.contact, facts.case.person, service, key=key)
            doctors = doctors_of(facts, asks[facts.case.pk])
            yield CaseValues(facts, capacity=capacity, at=at, doctors=doctors).row(common)
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
        values = _values(contact, contact.person, service, key=key)
        if advised:
            values = {name: value for name, value in values.items() if name not in ASKED_OF_CONSIDERATIONS}
        values["contact_type"] = contact.contact_type
        values["triage_decision"] = "ADVICE" if advised else "TRANSFER"
        values["outcome"] = "ADVICE_ONLY" if advised else "TRANSFERRED"
        for name in ("triaged_at", "outcome_at", "closed_at"):
            values |= {name: contact.became_at, f"{name}_quality": contact.received_quality}
        yield ReturnRow(values=values)


def _values(contact: Contact, person: Person | None, service: Service, *, key: bytes) -> dict[str, Value]:
    """What a contact gives, under the key of this return."""
    whose = (person.nhs_number or f"person {person.pk}") if person else contact.reference
    hashed = person_key(whose, key=key, year=day_in_london(contact.happened_at).year)
    return {**contact_values(contact, person, service), "person_key": hashed}
