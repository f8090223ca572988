"""Cases for tests, made the way the line makes them but without the page: person, contact, case, stored row."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db import transaction

from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.actions import close_wait, open_wait
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case
from onenumber.intake.models import Contact
from onenumber.persons.actions import begin_relationship, record_person
from onenumber.persons.models import Person
from tests.onenumber.conftest import AT, County

numbers = count(1900)
IMPORTER = "importer"


@dataclass(frozen=True)
class Actors:
    """Who acts in a test."""

    hub: Viewer
    amhp: Viewer
    lead: Viewer
    importer: Viewer


def actors(county: County, at: datetime = AT) -> Actors:
    """The hub AMHP, a locality AMHP, the lead, and the import."""
    grants = (GrantHeld(IMPORTER, county.westmoor.pk), GrantHeld("system_admin", county.westmoor.pk))
    importer = Viewer(user_id=county.users["system_admin"].pk, name="Import", grants=grants, at=at)
    return Actors(
        county.viewer("hub_amhp", at),
        county.viewer("locality_amhp", at),
        county.viewer("amhp_lead", at),
        importer,
    )


def make_person(county: County, *, by: Viewer, at: datetime = AT, name: str = "Leah Marsh") -> Person:
    """A person of Westmoor, born 2 May 1991."""
    return record_person(
        by=by, at=at, service=county.westmoor, council=county.council, name=name, birth_date=date(1991, 5, 2)
    )


def make_case(
    county: County,
    *,
    at: datetime = AT,
    contact_type: str = "S13",
    person: Person | None = None,
    place: str = "Westmoor Infirmary ED",
    place_kind: str = "ED",
    restricted: bool = False,
    council: str = "council",
    source: str = "",
) -> Case:
    """An open case of Westmoor, received at `at`, not yet considered."""
    hub = county.viewer("hub_amhp", at)
    person = person or make_person(county, by=hub, at=at)
    if restricted:
        Person.objects.filter(pk=person.pk).update(restricted=True)
        person.refresh_from_db()
    number = next(numbers)
    shared = {
        "service": county.westmoor, "council": getattr(county, council), "person": person, "locality": county.locality,
        "contact_type": contact_type, "place": place, "happened_at": at, "recorded_at": at, "by_id": hub.user_id,
        "by_name": hub.name,
    }  # fmt: skip
    contact = Contact.objects.create(
        reference=f"C-26-{number}", kind="referral", caller_name="PC Hobbs", caller_role="Westmoor Police",
        place_kind=place_kind, danger="no", source=source, **shared,
    )  # fmt: skip
    case = Case.objects.create(reference=f"WM-26-{number}", contact=contact, **shared)
    with transaction.atomic():
        refresh(case, at=at)
    return Case.objects.select_related("service", "council", "locality", "person", "contact").get(pk=case.pk)


def begin_duty(county: County, key: str, *, at: datetime = AT) -> None:
    """On duty from now: the working relationship that opens the service's records."""
    lead = county.viewer("amhp_lead", at)
    begin_relationship(
        by=lead, at=at, user_id=county.users[key].pk, service=county.westmoor, person=None, why="on_duty",
        caused_by=f"duty of {key}",
    )  # fmt: skip


def make_wait(
    county: County,
    case: Case,
    agency: str,
    begins_at: datetime,
    ends_at: datetime | None = None,
    *,
    chosen: bool = False,
    reason: str = "BED_NONE",
) -> None:
    """A wait the hub has written down, with its end where it has one; a chosen one is for the person's sake."""
    hub = county.viewer("hub_amhp")
    made = open_wait(
        by=hub, at=AT, case=case, stage="START", reason="PERSON_UNFIT" if chosen else reason, agency=agency,
        chosen=chosen, happened_at=begins_at,
    )  # fmt: skip
    if ends_at is not None:
        close_wait(by=hub, at=AT, wait=made, ended_at=ends_at)
