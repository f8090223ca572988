"""A duty list as a spreadsheet saves it (CSV), read without the database; every mistake with its row.

Columns, in any order: date, name, kind (hub, locality, EDT or spare), from, to; locality where the kind needs
it; e-mail where two people have one name. A `to` at or before `from` is on the next day.
"""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from amhp.calendar import civil, read_time

NEEDED = ("date", "name", "kind", "from", "to")
OPTIONAL = ("locality", "e-mail")
KINDS = {"hub": "hub", "locality": "locality", "edt": "edt", "spare": "spare"}
ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # a file never says "now"
MOST_ROWS = 5000
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d %b %y")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one row, counted as the spreadsheet counts them (the headings are row 1)."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.message}"


class BadDutyFile(ValueError):
    """Something in the file cannot be read; nothing of it was kept."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class TypedDuty:
    """One row as it was written: people and places still as words."""

    row: int
    name: str
    email: str
    kind: str
    locality: str
    starts_at: datetime
    ends_at: datetime


def read_duties(text: str) -> list[TypedDuty]:
    """All rows of a duty file. Raises BadDutyFile naming every row that cannot be read.

    >>> [line] = read_duties("date,name,kind,from,to\\n2026-11-24,Nadia Karim,EDT,17:00,08:00")
    >>> line.starts_at.isoformat(), line.ends_at.isoformat()
    ('2026-11-24T17:00:00+00:00', '2026-11-25T08:00:00+00:00')
    """
    rows = _rows(text)
    headings = {heading.strip().lower().replace("email", "e-mail"): n for n, heading in enumerate(rows[0])}
    _check_headings(headings)
    duties, problems = [], []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {name: cells[n].strip() if n < len(cells) else "" for name, n in headings.items()}
        try:
            duties.append(_duty(number, values))
        except ValueError as problem:
            problems.append(RowProblem(number, str(problem)))
    if not duties and not problems:
        problems.append(RowProblem(2, "there are headings but no duties below them."))
    if problems:
        raise BadDutyFile(problems)
    return duties


def _rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff").strip("\r\n")
    if "\x00" in text:
        raise BadDutyFile(
            [RowProblem(1, "this is not a text file. Save the spreadsheet as CSV and try again.")]
        )
    divider = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    divider = "\t" if "\t" in text.partition("\n")[0] else divider
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=divider, strict=True))
    except csv.Error as problem:
        raise BadDutyFile([RowProblem(1, f"the file is not in CSV form ({problem}).")]) from problem
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise BadDutyFile(
            [RowProblem(1, "the file is empty. Its first row names the columns: " + ", ".join(NEEDED))]
        )
    if len(rows) > MOST_ROWS:
        raise BadDutyFile([RowProblem(MOST_ROWS, f"more than {MOST_ROWS} rows: import it in parts.")])
    return rows


def _check_headings(headings: dict[str, int]) -> None:
    missing = [name for name in NEEDED if name not in headings]
    unknown = [name for name in headings if name not in {*NEEDED, *OPTIONAL} and name]
    if missing:
        raise BadDutyFile([RowProblem(1, f"no column {', '.join(missing)}. Needed: {', '.join(NEEDED)}.")])
    if unknown:
        known = ", ".join((*NEEDED, *OPTIONAL))
        raise BadDutyFile([RowProblem(1, f"the column {', '.join(unknown)} is not known. Known: {known}.")])


def _duty(number: int, values: dict[str, str]) -> TypedDuty:
    kind = KINDS.get(values["kind"].lower())
    if not values["name"] and not values.get("e-mail"):
        raise ValueError("no name.")
    if kind is None:
        raise ValueError(f"kind is {values['kind'] or 'empty'}: write hub, locality, EDT or spare.")
    if kind == "locality" and not values.get("locality"):
        raise ValueError("a locality duty needs its locality.")
    day = read_day(values["date"])
    starts, ends = (read_time(values[name], now=ANY_MOMENT) for name in ("from", "to"))
    if starts.moment or ends.moment:
        raise ValueError("write times like 08:45: in a file there is no now.")
    starts_at, ends_at = stretch(day, starts.wall_time, ends.wall_time)
    return TypedDuty(
        number, values["name"], values.get("e-mail", ""), kind, values.get("locality", ""), starts_at, ends_at
    )


def stretch(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """The two moments of a duty that starts on this day; it ends on the next when `ends` is not later."""
    last_day = day if ends > starts else day + timedelta(days=1)
    return civil(day, starts), civil(last_day, ends)


def read_day(text: str) -> date:
    """A date as a spreadsheet writes it, day before month.

    >>> read_day("24/11/2026") == read_day("2026-11-24") == read_day("24 Nov 2026")
    True
    """
    typed = text.strip()[:40]
    for form in DATE_FORMS:
        try:
            return datetime.strptime(typed, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise ValueError(f"{typed or 'an empty date'} is not a date: write it like 24/11/2026.")
