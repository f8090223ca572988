"""Whatever is in the cells the reader answers, and the order of rows changes only what is said of copies."""

import csv
import random
import unicodedata
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onenumber.returns.spreadsheet import CannotRead, Field, Mapping, read_referrals
from onenumber.returns.spreadsheet.cells import Formula, to_cell
from onenumber.returns.spreadsheet.draft import Draft
from onenumber.returns.spreadsheet.duplicates import (
    is_at_most_apart,
    tell_of_near_duplicates,
    tell_of_repeated_references,
)
from onenumber.returns.spreadsheet.layout import Column, Layout
from onenumber.returns.spreadsheet.mapping_file import CannotReadMapping, read_mapping
from onenumber.returns.spreadsheet.rows import read_row
from onenumber.returns.spreadsheet.sheet import column_letters
from tests.onenumber.returns.spreadsheet.conftest import DATA, HEADINGS, good_row, nhs_number

LAYOUT = Layout(
    {field: Column(place, column_letters(place + 1), field.value) for place, field in enumerate(Field)}, 3, 4
)
LIKELY = st.sampled_from(
    (
        *("04/03/2026", "29/03/2026 01:30", "25 Oct 26", "1405", "0.5", "99", "46085.6", "2:05pm", "00:00"),
        *("31/12/9999 23:59:59", "9999-12-31", "0001-01-01", "?", "CMHT", "S2", "Ashmoor", "=1", "age 44"),
        *("9990000000", "1e9", "24:00"),
    )
)
CELLS = st.one_of(
    LIKELY,
    st.text(),
    st.text("0123456789/-.: apm"),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.builds(Formula, st.text()),
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(CELLS, min_size=len(Field), max_size=len(Field)), from_1904=st.booleans())
def test_no_cell_crashes_the_reader(mapping: Mapping, cells: list[Any], from_1904: bool) -> None:
    row = tuple(to_cell(cell) for cell in cells)
    draft = read_row(4, row, layout=LAYOUT, mapping=mapping, from_1904=from_1904)
    finished = draft.finished()
    assert (finished is None) == any(problem.is_error for problem in draft.problems)
    for problem in draft.problems:
        assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in problem.message)
    if finished is not None:
        assert finished.received_on <= mapping.extracted_on
        assert finished.received_at is None or finished.received_at.utcoffset() == timedelta(0)
        assert not {"\0", "\r"} & set(finished.note + finished.name + finished.reference)
        (finished.note + finished.name + finished.reference).encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.one_of(LIKELY, st.text(max_size=30)), max_size=20), max_size=6))
def test_no_csv_crashes_the_reader(tmp_path: Path, mapping: Mapping, rows: list[list[str]]) -> None:
    path = tmp_path / "sheet.csv"
    with path.open("w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        csv.writer(file).writerows([list(HEADINGS), *rows])
    try:
        result = read_referrals(path, mapping)
    except CannotRead:
        return
    assert result.counts.data_rows <= len(rows)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))),
    st.integers(0, 80),
)
def test_no_text_crashes_the_mapping_file(text: str, line: int) -> None:
    lines = (DATA / "referrals.mapping.toml").read_text(encoding="utf-8").splitlines()
    lines.insert(line, text)
    try:
        read_mapping("\n".join(lines))
    except CannotReadMapping as error:
        assert all(mistake.message for mistake in error.mistakes)


PEOPLE = st.fixed_dictionaries(
    {
        "Name of person": st.sampled_from(["Zoë O'Neill", "Zoe ONeil", "Femi Underhill", "Femi Underhall"]),
        "DOB": st.sampled_from(["04/03/1970", "05/03/1970", "approx 40"]),
        "NHS No.": st.sampled_from([nhs_number(700_000), nhs_number(710_000), "?", "123"]),
        "Date recd": st.integers(0, 3).map(lambda days: f"{2 + days:02d}/02/2026"),
        "Time recd": st.sampled_from(["09:40", "23:50", None, "am"]),
        "Date assessed": st.just("20/02/2026"),
        "Date closed": st.just("21/02/2026"),
    }
)


def drafts_of(rows: list[dict[str, Any]], mapping: Mapping) -> list[Draft]:
    """The rows read in this order; each keeps the row number of its reference."""
    columns = dict(mapping.columns_by_heading)
    layout = Layout(
        {columns[h]: Column(p, column_letters(p + 1), h) for p, h in enumerate(HEADINGS) if h in columns},
        3,
        4,
    )
    drafts = [
        read_row(
            number,
            tuple(to_cell(row.get(h)) for h in HEADINGS),
            layout=layout,
            mapping=mapping,
            from_1904=False,
        )
        for number, row in enumerate(rows, start=4)
    ]
    tell_of_repeated_references(drafts)
    tell_of_near_duplicates(drafts)
    return drafts


def is_near(one: Draft, other: Draft) -> bool:
    """The rule as it is written, without any index."""
    if one.received.at and other.received.at:
        within = abs(one.received.at - other.received.at) <= timedelta(hours=24)
    else:
        within = one.received.on == other.received.on
    number = one.nhs_number is not None and one.nhs_number == other.nhs_number
    born = one.birth_date is not None and one.birth_date == other.birth_date
    plain = [
        (draft.name or "").lower().replace("ë", "e").replace("'", "").replace(" ", "")
        for draft in (one, other)
    ]
    return within and (number or (born and is_at_most_apart(*plain)))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(PEOPLE, min_size=2, max_size=7))
def test_near_duplicates_are_those_of_comparing_every_pair(
    mapping: Mapping, people: list[dict[str, Any]]
) -> None:
    rows = [{**good_row(place), **person} for place, person in enumerate(people)]
    drafts = drafts_of(rows, mapping)
    for place, draft in enumerate(drafts):
        above = [other.row for other in drafts[:place] if is_near(draft, other)]
        told = [problem.other_row for problem in draft.problems if problem.code == "duplicate_near"]
        assert told == above[:1]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(PEOPLE, min_size=2, max_size=7), order=st.randoms(use_true_random=False))
def test_what_is_read_of_a_row_does_not_depend_on_its_place(
    mapping: Mapping, people: list[dict[str, Any]], order: random.Random
) -> None:
    rows = [{**good_row(place), **person} for place, person in enumerate(people)]
    shuffled = order.sample(rows, len(rows))

    def told(drafts: list[Draft]) -> set[tuple[Any, ...]]:
        own = [[p.code for p in draft.problems if p.code != "duplicate_near"] for draft in drafts]
        read = [(finished := draft.finished()) and replace(finished, spreadsheet_row=0) for draft in drafts]
        return {
            (draft.reference, tuple(codes), row) for draft, codes, row in zip(drafts, own, read, strict=True)
        }

    assert told(drafts_of(rows, mapping)) == told(drafts_of(shuffled, mapping))


def test_ten_thousand_rows_are_compared_by_person_and_day_alone(mapping: Mapping, monkeypatch: Any) -> None:
    """Counted, not timed: 10,000 rows of 10,000 people, 28 a day, need no comparison of names at all."""
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "onenumber.returns.spreadsheet.duplicates.is_at_most_apart",
        lambda first, second: compared.append((first, second)) or is_at_most_apart(first, second),
    )
    drafts = []
    for number in range(10_000):
        draft = Draft(number + 4, (), LAYOUT, reference=f"R{number}", name=f"Person {number}")
        draft.received.on = date(2025, 1, 1) + timedelta(days=number % 360)
        draft.received.at = datetime.combine(draft.received.on, time(number % 24), tzinfo=mapping.time_zone)
        draft.birth_date = date(1940, 1, 1) + timedelta(days=number)
        drafts.append(draft)
    tell_of_near_duplicates(drafts)
    assert compared == []
    assert [problem for draft in drafts for problem in draft.problems] == []
