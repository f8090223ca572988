"""The ledger of delays: clipped to its period, by agency, forced and chosen apart; the file holds no formula."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from onenumber.audit.models import Entry
from onenumber.cases.models import Case
from onenumber.cases.presenters.delays import ledger_of
from onenumber.cases.queries.delays import delays_between
from tests.onenumber.cases.making import make_case, make_wait
from tests.onenumber.conftest import AT, Clock, County

pytestmark = pytest.mark.django_db
POLICE, BED, JUDGEMENT = "Westmoor Police", "Trust bed team", "AMHP's judgement"


def wait(
    county: County, case: Case, agency: str, *, begun: float, lasted: float | None, chosen: bool = False
) -> None:
    """`begun` hours before AT, over after `lasted` hours."""
    begins_at = AT - timedelta(hours=begun)
    ends_at = None if lasted is None else begins_at + timedelta(hours=lasted)
    reason = "POL" if agency == POLICE else "BED_NONE"
    make_wait(county, case, agency, begins_at, ends_at, chosen=chosen, reason=reason)


@pytest.fixture
def waited(county: County, clock: Clock) -> Case:
    """Two on the police, one on a bed that still runs and began before the period, one chosen."""
    case = make_case(county, at=AT - timedelta(days=3))
    wait(county, case, POLICE, begun=10, lasted=4)
    wait(county, case, POLICE, begun=5, lasted=1)
    wait(county, case, BED, begun=40, lasted=None)
    wait(county, case, JUDGEMENT, begun=9, lasted=2, chosen=True)
    wait(county, case, POLICE, begun=60, lasted=2)  # over before the period
    return case


def test_forced_and_chosen_stand_apart_and_are_clipped(county: County, waited: Case) -> None:
    lines = delays_between(county.viewer("manager"), county.westmoor.pk, AT - timedelta(hours=20), AT)
    ledger = ledger_of(lines, at=AT)
    forced = [
        (line.agency, line.number, line.total, line.longest, line.running) for line in ledger.forced.agencies
    ]
    assert forced == [
        (BED, "1 wait", "20 h 00 m", "20 h 00 m", 1),
        (POLICE, "2 waits", "5 h 00 m", "4 h 00 m", 0),
    ]
    assert (ledger.forced.total, ledger.chosen.total) == ("25 h 00 m", "2 h 00 m")
    assert [line.agency for line in ledger.chosen.agencies] == [JUDGEMENT]


def test_another_service_and_another_council_have_nothing_of_it(county: County, waited: Case) -> None:
    period = (AT - timedelta(days=9), AT)
    assert delays_between(county.viewer("foreign"), county.westmoor.pk, *period) == []
    narrowed = county.add_user(
        "narrow", name="N", role="manager", service=county.westmoor, council=county.other_council
    )
    assert delays_between(county.viewer("narrow"), county.westmoor.pk, *period) == [] and narrowed.pk


def test_the_pages_and_the_file(county: County, waited: Case, client_for: Callable[[str], Client]) -> None:
    manager = client_for("manager")
    page = manager.get("/delays/?first=23/11/2026&last=24/11/2026")
    assert page.status_code == 200 and b"never added together" in page.content
    assert manager.get("/delays/?first=soon&last=24/11/2026").status_code == 422
    wait(county, waited, "=HYPERLINK(1)", begun=1, lasted=None)
    taken = manager.post("/delays/export/", {"first": "23/11/2026", "last": "24/11/2026"})
    rows = list(csv.reader(io.StringIO(taken.content.decode())))
    assert len(rows) == 6 and {row[1] for row in rows[1:]} == {"forced", "chosen"}
    assert "'=HYPERLINK(1)" in {row[2] for row in rows}
    assert Entry.objects.filter(verb="delays.taken", actor_id=county.users["manager"].pk).count() == 1
    assert client_for("hub_amhp").post("/delays/export/").status_code == 404
