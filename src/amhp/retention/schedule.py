"""How long a record is kept: classes read from `data/schedule.toml`, each with its source and how well it was checked.

Source: Records Management Code of Practice 2021, as far as the file says it was read. A class without a period has
no end: nothing of it falls due.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

ADULT = 18


class Verified(StrEnum):
    """How well the source of a period was checked; screens show it."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    FROM_MEMORY = "from memory"
    NOT_FOUND = "not found"


class ScheduleError(ValueError):
    """A row of the schedule says what cannot be; the file is refused as a whole."""


@dataclass(frozen=True, kw_only=True)
class RetentionClass:
    """One class of records and how long it is kept."""

    code: str
    name: str
    covers: str
    source: str
    verified: Verified
    years: int | None = None
    years_after_death: int | None = None
    birthday: int | None = None
    birthday_at_17: int | None = None

    @property
    def has_period(self) -> bool:
        """Whether anything of this class ever falls due."""
        return self.years is not None or self.birthday is not None

    @property
    def period(self) -> str:
        """The period in words.

        >>> retention_class("mental_health").period
        '20 years after the last contact, or 10 years after death'
        >>> retention_class("duty_list").period
        'no period found: kept'
        """
        if self.birthday is not None:
            return f"to the {self.birthday}th birthday ({self.birthday_at_17}th if 17 at the last contact)"
        if self.years is None:
            return (
                "no period of its own" if self.verified is not Verified.NOT_FOUND else "no period found: kept"
            )
        after_death = f", or {self.years_after_death} years after death" if self.years_after_death else ""
        return f"{self.years} years after the last contact{after_death}"


def read_schedule(text: str) -> tuple[RetentionClass, ...]:
    """The classes of a TOML text. Raises `ScheduleError` naming the class and what is wrong.

    >>> read_schedule("[[class]]\\ncode='x'\\nname='X'\\ncovers='x'\\nsource='?'\\nverified='not found'\\nyears=3")
    Traceback (most recent call last):
    amhp.retention.schedule.ScheduleError: x: a period that was not found cannot be stated.
    """
    return tuple(_class(row) for row in tomllib.loads(text).get("class", []))


def _class(row: dict[str, Any]) -> RetentionClass:
    try:
        found = RetentionClass(**{**row, "verified": Verified(row["verified"])})
    except (TypeError, ValueError, KeyError) as problem:
        raise ScheduleError(f"{row.get('code', '?')}: {problem}") from problem
    if found.verified is Verified.NOT_FOUND and found.has_period:
        raise ScheduleError(f"{found.code}: a period that was not found cannot be stated.")
    if not found.source.strip():
        raise ScheduleError(f"{found.code}: a source is missing.")
    return found


@lru_cache(maxsize=1)
def schedule() -> tuple[RetentionClass, ...]:
    """All classes, in the order of the file.

    >>> [each.code for each in schedule()][:2]
    ['mental_health', 'child']
    """
    return read_schedule(files("amhp.retention").joinpath("data/schedule.toml").read_text(encoding="utf-8"))


def retention_class(code: str) -> RetentionClass:
    """The class of a code. Raises `KeyError`.

    >>> retention_class("child").birthday
    25
    """
    return {each.code: each for each in schedule()}[code]


def years_after(day: date, years: int) -> date:
    """The same day so many years on; from 29 February the first of March, which is the later one.

    >>> years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due_on(
    code: str, *, last_contact_on: date, born_on: date | None = None, died_on: date | None = None
) -> date | None:
    """From which day a record may be looked at for destruction; None: never.

    Of several periods the longest counts. A birth date that is not known is no child's: only the class's own period.

    >>> due_on("mental_health", last_contact_on=date(2026, 11, 24))
    datetime.date(2046, 11, 24)
    >>> due_on("mental_health", last_contact_on=date(2026, 11, 24), died_on=date(2027, 1, 5))
    datetime.date(2037, 1, 5)
    >>> due_on("adult_social_care", last_contact_on=date(2026, 11, 24), born_on=date(2015, 6, 1))
    datetime.date(2040, 6, 1)
    >>> due_on("duty_list", last_contact_on=date(2026, 11, 24)) is None
    True
    """
    kept = retention_class(code)
    if kept.years is None:
        return None
    if died_on is not None and kept.years_after_death is not None:
        ends = years_after(died_on, kept.years_after_death)
    else:
        ends = years_after(last_contact_on, kept.years)
    as_a_child = _childhood(last_contact_on, born_on)
    return max(ends, as_a_child) if as_a_child else ends


def _childhood(last_contact_on: date, born_on: date | None) -> date | None:
    child = retention_class("child")
    if born_on is None or last_contact_on >= years_after(born_on, ADULT):
        return None
    at_17 = last_contact_on >= years_after(born_on, ADULT - 1)
    birthday = child.birthday_at_17 if at_17 else child.birthday
    return years_after(born_on, birthday) if birthday else None
