"""The doctors of the return: asked, came and recommended are one row, and nobody counts twice."""

from datetime import date, timedelta

import pytest

from onenumber.allocation.actions import answer_ask, arrive, note_acquaintance
from onenumber.cases.actions import record_recommendation
from onenumber.returns.queries.rows import Period, return_rows
from tests.onenumber.allocation.arranging import ask_all, make_doctor, make_held_case, with_settings
from tests.onenumber.conftest import AT, County

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_doctor_asked_and_recommending_is_one_row_with_all_times(county: County) -> None:
    case = make_held_case(with_settings(county))
    hub = county.viewer("hub_amhp", AT + 2 * HOUR)
    voss, bhatt, osei = (
        make_doctor(county, name, number=n) for n, name in enumerate(("Dr A", "Dr B", "Dr C"), 154)
    )
    first, second, _third = ask_all(county, case, [voss, bhatt, osei])
    for ask in (first, second):
        answer_ask(
            by=hub, at=AT + 2 * HOUR, ask=ask, yes=True, how="phone", happened_at=AT, expected_from=AT + HOUR
        )
        arrive(by=hub, at=AT + 2 * HOUR, ask=ask, happened_at=AT + HOUR)
    note_acquaintance(by=hub, at=AT + 2 * HOUR, ask=second, knew_person=True)
    record_recommendation(
        by=hub, at=AT + 2 * HOUR, case=case, doctor_name="dr a", section_12=True, examined_at=AT + HOUR
    )
    period = Period(date(2026, 11, 24), date(2026, 11, 24))
    [row] = return_rows(hub, county.westmoor, period, key=b"k" * 32, at=hub.at)
    assert (row.number("doctors_total"), row.number("doctors_s12"), row.number("recommendations")) == (
        2,
        2,
        1,
    )
    assert row.text("doctor_prior_acquaintance") == "Y"
    told = [(one.values["role"], one.values["asked_at"], one.values["arrived_at"]) for one in row.doctors]
    assert told == [("DOCTOR_1", AT, AT + HOUR), ("DOCTOR_2", AT, AT + HOUR)]
    assert [one.values.get("examined_at") for one in row.doctors] == [AT + HOUR, None]
