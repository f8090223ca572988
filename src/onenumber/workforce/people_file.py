"""The people of a service as a spreadsheet saves them (CSV), read without the database.

Every mistake is named with its row. One row a person: name; then what applies: email and roles (who signs in
as what), council (narrows the roles to one council), telephone, locality, employer, authority and hats (what
they act as), skills, languages. Hats are written `amhp 2024-04-01 2029-03-31; edt 2020-01-01`: kind, first
day, last day if there is one.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onenumber.access.models import Role
from onenumber.workforce.models import Hat

COLUMNS = (
    "name", "email", "roles", "council", "telephone", "locality", "employer", "authority", "hats", "skills",
    "languages",
)  # fmt: skip
LONGEST = {
    "name": 120,
    "email": 254,
    "telephone": 40,
    "employer": 120,
    "authority": 120,
    "skills": 300,
    "languages": 200,
}
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
SPLIT = re.compile(r"[;\s]+")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one row, counted as the spreadsheet counts them (the headings are row 1)."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.message}"


class BadPeopleFile(ValueError):
    """Something in the file cannot be used; nothing of it was kept."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class TypedHat:
    """One authority as it was written."""

    kind: Hat.Kind
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class TypedPerson:
    """One row: words for places and councils, known codes for roles and hats."""

    row: int
    name: str
    email: str
    roles: tuple[Role, ...]
    council: str
    telephone: str
    locality: str
    employer: str
    authority: str
    hats: tuple[TypedHat, ...]
    skills: str
    languages: str


def read_people(text: str) -> list[TypedPerson]:
    """All rows. Raises BadPeopleFile naming every row that cannot be used.

    >>> [one] = read_people("name,email,roles\\nDilys Probert,dilys@westmoor.example,hub_amhp amhp_lead")
    >>> one.roles
    (<Role.HUB_AMHP: 'hub_amhp'>, <Role.AMHP_LEAD: 'amhp_lead'>)
    """
    rows = _rows(text)
    headings = [heading.strip().lower().replace("e-mail", "email") for heading in rows[0]]
    unknown = [heading for heading in headings if heading and heading not in COLUMNS]
    if "name" not in headings or unknown:
        what = f"the column {', '.join(unknown)} is not known" if unknown else "there is no column name"
        raise BadPeopleFile([RowProblem(1, f"{what}. Columns: {', '.join(COLUMNS)}.")])
    people, problems = [], []
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            values = dict.fromkeys(COLUMNS, "") | dict(zip(headings, map(str.strip, cells), strict=False))
            try:
                people.append(_person(number, values))
            except ValueError as problem:
                problems.append(RowProblem(number, str(problem)))
    problems += _repeated(people)
    if problems:
        raise BadPeopleFile(sorted(problems, key=lambda problem: problem.row))
    return people


def _rows(text: str) -> list[list[str]]:
    if "\x00" in text:
        raise BadPeopleFile(
            [RowProblem(1, "this is not a text file. Save the spreadsheet as CSV and try again.")]
        )
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), strict=True))
    except csv.Error as problem:
        raise BadPeopleFile([RowProblem(1, f"the file is not in CSV form ({problem}).")]) from problem
    if not rows:
        raise BadPeopleFile([RowProblem(1, f"the file is empty. Columns: {', '.join(COLUMNS)}.")])
    return rows


def _person(number: int, values: Mapping[str, str]) -> TypedPerson:
    if not values["name"]:
        raise ValueError("no name.")
    for column, longest in LONGEST.items():
        if len(values[column]) > longest:
            raise ValueError(f"{column} is longer than {longest} letters.")
    if values["email"] and not ADDRESS.fullmatch(values["email"]):
        raise ValueError(f"{values['email']} is not an e-mail address.")
    roles = tuple(_role(word) for word in SPLIT.split(values["roles"]) if word)
    if roles and not values["email"]:
        raise ValueError("somebody with a role signs in: give an email.")
    hats = tuple(_hat(words) for words in values["hats"].split(";") if words.strip())
    if hats and not values["authority"]:
        raise ValueError("say on whose authority the hats are worn: authority is empty.")
    return TypedPerson(
        number, values["name"], values["email"], roles, values["council"], values["telephone"],
        values["locality"], values["employer"], values["authority"], hats,
        " ".join(SPLIT.split(values["skills"])).strip(), values["languages"],
    )  # fmt: skip


def _role(word: str) -> Role:
    try:
        return Role(word.lower())
    except ValueError:
        raise ValueError(f"there is no role {word}. Roles: {', '.join(Role)}.") from None


def _hat(words: str) -> TypedHat:
    parts = words.split()
    how = "write it like: amhp 2024-04-01 2029-03-31."
    try:
        kind, days = Hat.Kind(parts[0].lower()), [date.fromisoformat(day) for day in parts[1:]]
    except ValueError:
        raise ValueError(
            f"the hat {words.strip()} cannot be read; {how} Hats: {', '.join(Hat.Kind)}."
        ) from None
    if len(days) not in {1, 2}:
        raise ValueError(f"the hat {words.strip()} needs its first day, and its last if it has one; {how}")
    if len(days) == 2 and days[1] < days[0]:
        raise ValueError(f"the hat {words.strip()} ends before it begins.")
    return TypedHat(kind, days[0], days[1] if len(days) == 2 else None)


def _repeated(people: list[TypedPerson]) -> list[RowProblem]:
    seen: dict[str, int] = {}
    problems = []
    for person in people:
        who = (person.email or person.name).casefold()
        if who in seen:
            said = f"{person.email or person.name} stands in row {seen[who]} already."
            hint = "" if person.email else " If they are two people, give each an email."
            problems.append(RowProblem(person.row, said + hint))
        seen.setdefault(who, person.row)
    return problems
