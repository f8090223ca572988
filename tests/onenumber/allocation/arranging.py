"""Doctors of Westmoor, the settings that asking them needs, and a case that somebody holds."""

from datetime import date, datetime, timedelta
from pathlib import Path

import onenumber
from onenumber.allocation.actions import send_asks
from onenumber.allocation.models import Ask
from onenumber.cases.actions import take_up
from onenumber.cases.models import Case
from onenumber.organisations.queries import read_service_file
from onenumber.workforce.models import Hat, Practitioner
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, County

SERVICE = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
SITE = "https://one.example/"
HOURS = {"wanted_from": AT + timedelta(minutes=30), "wanted_to": AT + timedelta(hours=5)}
APPROVED = {"approved_by": "A. Lead", "approved_on": "2026-10-01"}
LADDER = [
    {"minutes": 60, "tell": "Bed manager on call", "telephone": "01632 960 234", "agreed_by": "A. Chief"},
    {"minutes": 120, "tell": "Director on call", "telephone": "01632 960 235", "agreed_by": "B. Chief"},
]
PARTNERS = [
    {"what": "police", "name": "Westmoor Police", "telephone": "01632 960 110"},
    {"what": "bed", "name": "Trust bed team", "telephone": "01632 960 233"},
]
SETTINGS = {
    "ask.minutes": [20, 40],
    "ask.doctor_minutes": 120,
    "ask.late_minutes": 30,
    "ask.partners": PARTNERS,
    "bed.ladder": LADDER,
}


def with_settings(county: County) -> County:
    """Westmoor with the demonstration's settings, and those of asking as these tests want them."""
    county.westmoor.settings |= read_service_file(SERVICE.read_text()).settings
    county.westmoor.settings |= {name: {"value": value, **APPROVED} for name, value in SETTINGS.items()}
    county.westmoor.save()
    return county


def make_doctor(county: County, name: str, *, number: int, **details: object) -> Practitioner:
    """A doctor approved under section 12, without a sign-in, with a number to text and an address."""
    doctor = Practitioner.objects.create(
        service=county.westmoor, name=name, telephone=f"07700 900{number:03}", email=f"d{number}@doctors.example",
        **{"employer": "Independent", **details},
    )  # fmt: skip
    Hat.objects.create(
        practitioner=doctor, kind="s12", authority="Approval panel", begins_on=date(2020, 1, 1)
    )
    return doctor


def make_held_case(
    county: County, *, at: datetime = AT, key: str = "locality_amhp", **details: object
) -> Case:
    """A case that the locality AMHP has taken."""
    case = make_case(county, at=at, **details)  # type: ignore[arg-type]
    take_up(
        by=county.viewer(key, at), at=at, case=case, practitioner=county.practitioners[key], additional=True
    )
    return Case.objects.select_related("service", "council", "locality", "person", "contact").get(pk=case.pk)


def ask_all(
    county: County, case: Case, doctors: list[Practitioner], *, at: datetime = AT, wanted: int = 2
) -> list[Ask]:
    """Asked by the hub at once, forty minutes to answer."""
    numbers = [doctor.pk for doctor in doctors]
    return send_asks(
        by=county.viewer("hub_amhp", at), at=at, case=case, practitioner_ids=numbers, wanted=wanted,
        answer_minutes=40, site=SITE, **HOURS,
    )  # fmt: skip
