"""Those who serve in Westmoor: 42 posts filled of 60, held by 47 AMHPs; 25 section 12 doctors; and the other roles.

Names and posts stand in data/staff.csv; days of approval are told relative to the day the county is told on, so that
a demonstration never outlives its approvals. Source of the numbers: Devon seed (30% of posts vacant, 47 people).
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.streams import stream

POSTS = 60
APPROVED_FOR = 5 * 365  # days; SI 2008/1206, regulation 4
COLUMNS = (
    "name",
    "email",
    "roles",
    "telephone",
    "locality",
    "employer",
    "authority",
    "hats",
    "skills",
    "languages",
)
AUTHORITY = {"s12": "Secretary of State", "edt": "Westmoor County Council", "amhp": "Westmoor County Council"}


@dataclass(frozen=True)
class Staff:
    """One person who serves. `team` is a locality's name, HUB or EDT; `posts` the share of a post they hold."""

    name: str
    email: str
    team: str
    roles: tuple[str, ...]
    hats: tuple[str, ...]
    posts: float
    telephone: str
    employer: str
    skills: str
    languages: str


@cache
def all_staff() -> tuple[Staff, ...]:
    """Everyone, in the order of the file."""
    rows = csv.DictReader(io.StringIO((DATA / "staff.csv").read_text(encoding="utf-8")))
    return tuple(
        Staff(
            name=row["name"],
            email=row["name"].lower().replace("dr ", "").replace(" ", ".") + "@westmoor.example",
            team=row["team"],
            roles=tuple(row["roles"].split()),
            hats=tuple(row["hats"].split()),
            posts=float(row["posts"]),
            telephone=row["telephone"],
            employer=row["employer"],
            skills=row["skills"],
            languages=row["languages"],
        )
        for row in rows
    )


def amhps() -> tuple[Staff, ...]:
    """The 47."""
    return tuple(person for person in all_staff() if "amhp" in person.hats)


def team(name: str) -> tuple[Staff, ...]:
    """The AMHPs of the hub, of a locality or of EDT."""
    return tuple(person for person in amhps() if person.team == name)


def doctors() -> tuple[Staff, ...]:
    """The section 12 doctors."""
    return tuple(person for person in all_staff() if "s12" in person.hats)


def named(name: str) -> Staff:
    """Somebody by name."""
    return next(person for person in all_staff() if person.name == name)


def people_csv(*, seed: int, on: date) -> str:
    """The people as a file that `onenumber load` reads, their approvals in force on this day."""
    dates = stream(seed, "approvals")
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in all_staff():
        hats = "; ".join(f"{kind} {_approval(kind, on, dates.random())}" for kind in person.hats)
        writer.writerow(
            [
                person.name,
                person.email,
                " ".join(person.roles),
                person.telephone,
                person.team if person.team not in {"HUB", "EDT"} else "",
                person.employer,
                AUTHORITY.get(person.hats[0], "Westmoor County Council") if person.hats else "",
                hats,
                person.skills,
                person.languages,
            ]
        )
    return written.getvalue()


def _approval(kind: str, on: date, share: float) -> str:
    """Somewhere in its five years: a few end within weeks, none has ended."""
    if kind not in {"amhp", "s12"}:
        return f"{on - timedelta(days=400):%Y-%m-%d}"
    since = int(share * (APPROVED_FOR - 25)) + 5
    begins = on - timedelta(days=since)
    return f"{begins:%Y-%m-%d} {begins + timedelta(days=APPROVED_FOR):%Y-%m-%d}"
