"""The invented county: the same every time, held to its figures, and possible in time."""

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from onenumber.demo.county import persons as persons_module
from onenumber.demo.county.arrivals import Between, NoFittingHour, arrivals, day_hours
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.duties import OnDuty, duty_list, weights
from onenumber.demo.county.staff import POSTS, all_staff, amhps, doctors, people_csv
from onenumber.demo.county.streams import stream
from onenumber.demo.county.tell import County, tell, years_of
from onenumber.demo.county.told import AttemptTold, ClosedTold, HeldTold, OfferTold, WaitTold
from onenumber.persons.queries import read_nhs_number
from onenumber.workforce.people_file import read_people
from tests.onenumber.demo import measures

TUESDAY = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
MOMENTS = {
    "the day of the screens": TUESDAY,
    "night": datetime(2026, 11, 25, 3, 10, tzinfo=UTC),
    "weekend": datetime(2026, 11, 22, 11, 0, tzinfo=UTC),
    "the hour that comes twice": datetime(2026, 10, 25, 0, 40, tzinfo=UTC),
    "after the skipped hour": datetime(2027, 3, 28, 1, 5, tzinfo=UTC),
    "new year": datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
}


@cache
def county(seed: int = 2026, moment: str = "the day of the screens", years: int = 1) -> County:
    return tell(seed=seed, years=years, now=MOMENTS[moment])


def test_the_same_seed_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from datetime import datetime, UTC\n"
        "from onenumber.demo.county.tell import tell\n"
        "print(tell(seed=2026, years=1, now=datetime(2026, 11, 24, 14, 20, tzinfo=UTC)).digest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    }
    assert found == {county().digest()}


def test_another_seed_is_another_county() -> None:
    assert county(seed=7).digest() != county().digest()


def test_a_stream_depends_on_its_name_alone() -> None:
    first = stream(1, "a")
    draws = [first.random() for _ in range(3)]
    stream(1, "b").random()
    assert [stream(1, "a").random(), *draws[1:]] == draws
    assert stream(1, "b").random() != draws[0] != stream(2, "a").random()


def test_no_draw_of_one_part_moves_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """With other persons the same contacts still come at the same moments, and the duty list is the same."""
    before = county()
    monkeypatch.setitem(persons_module.words(), "surnames", ["Only"])
    after = tell(seed=2026, years=1, now=TUESDAY)
    assert [c.contact.received_at for c in after.cases] == [c.contact.received_at for c in before.cases]
    assert after.duties == before.duties
    assert after.persons != before.persons


@pytest.mark.parametrize("seed", [2026, 7, 99])
@pytest.mark.parametrize("part", ["rates", "waits", "hours"])
def test_a_year_lies_within_the_bounds_of_its_calibration(seed: int, part: str) -> None:
    figures = {
        "rates": calibration().rates,
        "waits": calibration().waits,
        "hours": calibration().hours_to_assessment,
    }[part]
    found = getattr(measures, part)(county(seed=seed))
    expected = set(figures) - {"growth_a_year"}
    assert set(found) == expected
    outside = {name: value for name, value in found.items() if not figures[name].holds(value)}
    assert not outside


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_year_one_asks_for_exactly_1600_by_day_and_400_out_of_hours(moment: str) -> None:
    told = county(moment=moment)
    assert Counter(case.contact.duty_kind for case in told.cases) == {"day": 1600, "edt": 400}
    kinds = Counter(contact.kind for contact in told.contacts)
    assert kinds == {kind: figure.value for kind, figure in calibration().other_contacts.items()}
    assert {contact.contact_type for contact in told.contacts} == {"ADVICE", "POLICE_ADVICE", ""}


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_nothing_lies_in_the_future_and_nothing_ends_before_it_begins(moment: str) -> None:
    told, now = county(moment=moment), MOMENTS[moment]
    for case in told.cases:
        assert case.contact.received_at <= case.contact.recorded_at <= now
        for fact in case.facts:
            assert case.contact.received_at <= fact.happened_at <= fact.recorded_at <= now, fact
            for name in ("ended_at", "answered_at", "sent_at"):
                ended = getattr(fact, name, None)
                assert ended is None or fact.happened_at <= ended <= now, fact
    for contact in told.contacts:
        assert contact.received_at <= contact.recorded_at <= now
        assert contact.step is None or contact.recorded_at <= contact.step.happened_at <= now


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_the_day_told_has_something_open_whenever_it_is_told(moment: str) -> None:
    """About ten open, one s136 under two hours, unanswered offers, waits; nobody is with two cases at once."""
    told, now = county(moment=moment), MOMENTS[moment]
    still = [case for case in told.cases if not case.closed]
    assert len(still) == 11
    left = [
        timedelta(hours=24) - (now - case.contact.event_at)
        for case in still
        if case.contact.contact_type == "S136"
    ]
    assert any(timedelta(0) < hours < timedelta(hours=2) for hours in left)
    held = [f for case in still for f in case.facts if isinstance(f, HeldTold) and f.ended_at is None]
    active = Counter(f.practitioner.name for f in held if f.kind == "active")
    assert active
    assert max(active.values()) == 1
    assert any(isinstance(f, OfferTold) and not f.answer for case in still for f in case.facts)
    assert any(isinstance(f, WaitTold) and f.ended_at is None for case in still for f in case.facts)
    on_duty = {line.who for line in OnDuty.of(told.duties).at(now)}
    going_on = [f for case in still for f in case.facts if isinstance(f, AttemptTold) and not f.result]
    assert {f.by for f in going_on} <= on_duty


def test_a_closed_case_leaves_nothing_open() -> None:
    for case in county().cases:
        closed = [fact for fact in case.facts if isinstance(fact, ClosedTold)]
        if closed:
            opened = [f for f in case.facts if isinstance(f, WaitTold | HeldTold) and f.ended_at is None]
            unanswered = [f for f in case.facts if isinstance(f, OfferTold) and not f.answer]
            assert (len(closed), opened, unanswered) == (1, [], [])


def test_later_years_are_busier() -> None:
    first, second = years_of(TUESDAY, 2)
    assert (first.days, first.nights) == (1600, 400)
    grown = (second.days + second.nights) / 2000 - 1
    assert calibration().rates["growth_a_year"].holds(grown)
    assert first.between.ends == second.between.begins


def test_a_county_of_no_years_has_people_and_duties_and_nothing_else() -> None:
    told = tell(seed=2026, years=0, now=TUESDAY)
    assert (told.cases, told.contacts, told.persons) == ((), (), ())
    assert len(OnDuty.of(told.duties).at(TUESDAY)) == 11


def test_who_serves_westmoor() -> None:
    assert (POSTS, sum(p.posts for p in amhps()), len(amhps()), len(doctors())) == (60, 42, 47, 25)
    roles = Counter(role for person in all_staff() for role in person.roles)
    assert roles == {
        "hub_amhp": 4,
        "amhp_lead": 1,
        "locality_amhp": 35,
        "edt_officer": 7,
        "trainee": 2,
        "support": 2,
        "manager": 1,
        "auditor": 1,
        "analyst": 1,
        "system_admin": 1,
    }
    names = {person.name for person in amhps()}
    assert names >= {
        "Dilys Probert",
        "Amara Okafor",
        "Tom Whitlock",
        "Sanjay Mistry",
        "Ruth Pemberton",
        "Helen Doyle",
        "Marcus Fenn",
        "Ify Nwosu",
        "Gwen Arkell",
        "Priya Raman",
        "Joe Tasker",
        "Callum Reid",
        "Nadia Karim",
        "Owen Price",
    }
    assert len(weights()) == 7
    assert sum(weights().values()) == 800_000


@pytest.mark.parametrize("on", [date(2026, 11, 24), date(2035, 2, 1)])
def test_approvals_are_in_force_whenever_the_county_is_told(on: date) -> None:
    people = read_people(people_csv(seed=2026, on=on))
    hats = [hat for person in people for hat in person.hats]
    assert all(hat.begins_on <= on for hat in hats)
    assert all(hat.ends_on is None or hat.ends_on >= on for hat in hats)
    assert any(hat.ends_on and (hat.ends_on - on).days < 90 for hat in hats)


def test_nothing_in_it_could_be_real() -> None:
    told = county()
    numbers = [person.nhs_number for person in told.persons if person.nhs_number]
    assert len(set(numbers)) == len(numbers)
    assert all(
        number.startswith("999") and read_nhs_number(number, synthetic=True) == number for number in numbers
    )
    calls = [case.contact.caller_number for case in told.cases] + [
        contact.caller_number for contact in told.contacts
    ]
    invented = re.compile(r"(01632 960 \d{3}|07700 900 \d{3})")
    assert all(invented.fullmatch(number) for number in calls)
    assert all(invented.fullmatch(person.telephone) for person in all_staff())
    assert all(person.email.endswith(".example") for person in all_staff())


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(20, 28)])
def test_nobody_is_on_duty_twice_at_once_and_the_line_is_never_alone(today: date) -> None:
    lines = duty_list(first=today - timedelta(days=400), last=today + timedelta(days=8), today=today)
    last: dict[str, datetime] = {}
    for line in sorted(lines, key=lambda each: each.starts_at):
        assert last.get(line.who.name, line.starts_at) <= line.starts_at, line
        last[line.who.name] = line.ends_at
    duty, moment = OnDuty.of(lines), lines[20].starts_at
    while moment < lines[-1].starts_at:
        assert duty.takers(moment), moment
        moment += timedelta(hours=5, minutes=17)


def test_a_time_without_any_fitting_hour_is_refused_and_does_not_run_for_ever() -> None:
    sunday = Between(datetime(2026, 11, 22, 10, 0, tzinfo=UTC), datetime(2026, 11, 22, 11, 0, tzinfo=UTC))
    with pytest.raises(NoFittingHour):
        arrivals(1, hours=day_hours, between=sunday, draw=stream(1, "nobody"))
    assert arrivals(0, hours=day_hours, between=sunday, draw=stream(1, "nobody")) == []
