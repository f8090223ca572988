"""Westmoor at 16:30 with its settings: the hub until 17:00, Ruth Nkemelu on EDT from 17:00, three cases open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import onenumber
from onenumber.audit.models import Viewer
from onenumber.cases.actions import open_follow_up, open_wait, take_up
from onenumber.cases.models import Case, FollowUp
from onenumber.handover.actions import make_handover
from onenumber.handover.models import Handover
from onenumber.intake.models import Contact
from onenumber.organisations.queries import read_service_file
from onenumber.rota.actions import record_duty
from onenumber.rota.queries import next_boundary
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County

HALF_PAST_FOUR = AT + timedelta(hours=2, minutes=10)
FIVE = AT + timedelta(hours=2, minutes=40)


def load_settings(county: County) -> None:
    file = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
    for service in (county.westmoor, county.eastmere):
        service.settings = dict(read_service_file(file.read_text()).settings)
        service.save()


def put_on_duty(county: County, key: str, kind: str, starts_at: datetime, ends_at: datetime) -> None:
    practitioner = county.practitioners[key]
    lead = "amhp_lead" if practitioner.service_id == county.westmoor.pk else "foreign lead"
    record_duty(
        by=county.viewer(lead), at=AT, service=practitioner.service, practitioner=practitioner, kind=kind,
        locality=practitioner.locality if kind == "locality" else None, starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip


@dataclass
class Evening:
    """What the tests reach for by name."""

    county: County
    held: Case
    unheld: Case
    follow_up: FollowUp

    def by(self, role: str, at: datetime = HALF_PAST_FOUR) -> Viewer:
        return self.county.viewer(role, at)

    def make(self, at: datetime = HALF_PAST_FOUR, by: str = "hub_amhp") -> Handover:
        service = self.county.westmoor
        boundary = next_boundary(service, at)
        assert boundary is not None
        return make_handover(
            by=self.by(by, at), at=at, service=service, to=service, boundary=boundary, giving=boundary.giving,
            coordinator=self.county.practitioners[by],
        )  # fmt: skip


def make_evening(county: County) -> Evening:
    load_settings(county)
    put_on_duty(county, "hub_amhp", "hub", AT - timedelta(hours=5), FIVE)
    put_on_duty(county, "edt_officer", "edt", FIVE, FIVE + timedelta(hours=15))
    hub, amhp = county.viewer("hub_amhp"), county.viewer("locality_amhp")
    held, unheld, promised = make_case(county, contact_type="S136"), make_case(county), make_case(county)
    Contact.objects.filter(settled_at__isnull=True).update(settled_at=AT)  # they opened the three cases
    take_up(by=amhp, at=AT, case=held, practitioner=county.practitioners["locality_amhp"])
    open_wait(by=hub, at=AT, case=held, stage="BED", reason="BED_NONE", agency="Trust bed team", chosen=False)
    follow_up = open_follow_up(
        by=hub, at=AT, case=promised, kind="call_back", what="Ring his mother", for_whom="Mrs Lowe",
        owner=county.practitioners["hub_amhp"], due_at=FIVE + timedelta(hours=2),
    )  # fmt: skip
    return Evening(county, held, unheld, follow_up)


@pytest.fixture
def evening(county: County, clock: Clock) -> Evening:
    clock.at = HALF_PAST_FOUR
    return make_evening(county)
