"""The picture of a case's hours: everything at its place in time, nothing hidden, and the same in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from onenumber.cases.actions import record_legal_event
from onenumber.cases.models import Case, Closure
from onenumber.cases.queries import facts_of
from onenumber.hub.presenters.case_hours import Hours, Stretch, _in_lanes, hours_so_far
from tests.onenumber.allocation.arranging import with_settings
from tests.onenumber.cases.making import begin_duty, make_case, make_wait
from tests.onenumber.conftest import AT, Clock, County

BEGAN = datetime(2026, 11, 23, 15, 32, tzinfo=UTC)


def stretch(begins: float, ends: float, label: str = "Forced: no bed") -> Stretch:
    """From so many hours after the beginning to so many."""
    return Stretch(
        kind="forced",
        label=label,
        told=label,
        starts_at=BEGAN + timedelta(hours=begins),
        ends_at=BEGAN + timedelta(hours=ends),
    )


def picture(*stretches: Stretch, began: datetime = BEGAN, hours: float = 24, at: datetime = AT) -> Hours:
    end = began + timedelta(hours=hours)
    return Hours("", _in_lanes(stretches), began, end, at, limit=end)


def test_a_stretch_stands_where_its_time_is() -> None:
    [half] = picture(stretch(6, 18)).placed
    assert (half.x, half.width, half.y, half.middle) == (10 + 860 / 4, 430, 24, 440)
    assert half.words == "Forced: no bed"


def test_words_that_do_not_fit_are_left_to_the_text() -> None:
    [short] = picture(stretch(6, 7)).placed
    assert short.words == ""
    assert "Forced: no bed" in picture(stretch(6, 7)).told


def test_what_began_before_the_picture_begins_at_its_edge() -> None:
    [early] = picture(stretch(-10, 6)).placed
    assert (early.x, early.width) == (10, 215)


def test_what_overlaps_stands_in_lanes_and_what_follows_in_the_same() -> None:
    made = picture(stretch(1, 5), stretch(4, 8), stretch(5, 6), stretch(20, 21))
    assert [each.lane for each in made.stretches] == [0, 1, 0, 0]
    assert (made.lanes, made.floor) == (2, 76)


@pytest.mark.parametrize(
    ("began", "hours", "said"),
    [
        (BEGAN, 24, ["20:00", "00:00", "04:00", "08:00", "12:00"]),
        (datetime(2026, 10, 24, 14, 32, tzinfo=UTC), 24, ["20:00", "00:00", "04:00", "08:00", "12:00"]),
        (BEGAN, 4, ["16:00", "18:00"]),
        (BEGAN, 72, ["Tue 00:00", "12:00", "Wed 00:00", "12:00", "Thu 00:00"]),
        (
            datetime(2026, 6, 1, 10, tzinfo=UTC), 24 * 14,
            ["Wed 00:00", "Fri 00:00", "Sun 00:00", "Tue 00:00", "Thu 00:00", "Sat 00:00"],
        ),
    ],
)  # fmt: skip
def test_round_hours_are_those_on_the_wall(began: datetime, hours: float, said: list[str]) -> None:
    """Also over the night the clocks go back, in which 08:00 is nine hours after midnight."""
    ticks = picture(stretch(0, 400), began=began, hours=hours, at=began).ticks
    assert [words for _, words in ticks] == said
    assert [x for x, _ in ticks] == sorted(x for x, _ in ticks)


def test_a_round_hour_stands_where_it_is_also_after_the_clocks_went_back() -> None:
    began = datetime(2026, 10, 24, 14, 32, tzinfo=UTC)
    [x] = [x for x, said in picture(stretch(0, 9), began=began, at=began).ticks if said == "08:00"]
    eight = datetime(2026, 10, 25, 8, tzinfo=ZoneInfo("Europe/London"))
    assert x == round(10 + 860 * ((eight - began) / timedelta(hours=24)), 1)


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    begin_duty(county, "hub_amhp")
    return make_case(with_settings(county), contact_type="S136")


def waited(county: County, case: Case, *, chosen: bool, begun: float, ended: float | None) -> None:
    """In hours after BEGAN; running where it has not ended."""
    ends_at = None if ended is None else BEGAN + timedelta(hours=ended)
    make_wait(county, case, "Trust bed team", BEGAN + timedelta(hours=begun), ends_at, chosen=chosen)


def test_the_page_shows_the_hours_of_the_authority(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    hub, url = client_for("hub_amhp"), f"/cases/{case.reference}/"
    assert "Waits</h2>" in hub.get(url).content.decode(), "nothing to show yet"
    record_legal_event(
        by=county.viewer("hub_amhp"),
        at=AT,
        case=case,
        kind="s136_arrived",
        happened_at=BEGAN,
        told_by="PC Hobbs",
    )
    waited(county, case, chosen=True, begun=1, ended=16)
    waited(county, case, chosen=False, begun=20, ended=None)
    page = hub.get(url).content.decode()
    assert "The 24 hours so far: what took the time</h2>" in page
    assert 'class="c-chosen" x="45.8" y="24" width="537.5"' in page
    assert (
        "Mon 16:32 to today 07:32, 15 h 00 m." in page and "today 11:32 and still running, 2 h 48 m." in page
    )
    assert ">ends 15:32</text>" in page and ">now 14:20</text>" in page
    assert 'class="c-work"' not in page and ">no bed</text>" in page and "Forced: no bed, today 11:32" in page


def test_without_an_authority_it_begins_when_it_was_asked_for(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    waited(county, case, chosen=False, begun=-5, ended=None)
    page = client_for("hub_amhp").get(f"/cases/{case.reference}/").content.decode()
    assert "Waits</h2>" in page, "asked for this very minute: no time has gone yet"
    later = AT + timedelta(hours=3)
    drawn = hours_so_far(facts_of(case), [], later)
    assert drawn is not None and drawn.title == "What took the time"
    assert (drawn.begins_at, drawn.ends_at, drawn.ends) == (AT, later, "")


def test_an_authority_that_appears_to_have_ended_is_marked_where_it_did() -> None:
    later = BEGAN + timedelta(hours=36)
    over = Hours("", _in_lanes([stretch(1, 30)]), BEGAN, later, later, limit=BEGAN + timedelta(hours=24))
    assert (over.ends, over.x(BEGAN + timedelta(hours=24))) == ("appears to have ended Tue 15:32", 583.3)
    assert all(x < 583.3 - 7 * len(over.ends) for x, _ in over.ticks)


def test_a_closed_case_is_drawn_up_to_its_end(county: County, case: Case) -> None:
    waited(county, case, chosen=False, begun=20, ended=22)
    facts = replace(facts_of(case), closures=(Closure(case=case, happened_at=AT + timedelta(hours=2)),))
    drawn = hours_so_far(facts, [], AT + timedelta(days=90))
    assert drawn is None, "what was waited for before it was asked for is not drawn"
    waited(county, case, chosen=False, begun=20, ended=None)
    facts = replace(facts_of(case), closures=(Closure(case=case, happened_at=AT + timedelta(hours=2)),))
    drawn = hours_so_far(facts, [], AT + timedelta(days=90))
    assert drawn is not None and drawn.ends_at == AT + timedelta(hours=2)
    assert drawn.closed and drawn.ends == "closed 24 Nov 2026"
