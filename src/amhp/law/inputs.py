"""What a rule is given: named facts, read strictly.

A fact that is missing is unknown, not false; a fact that is misspelt, of the wrong type or without an offset
is refused with a sentence that says what to give. A `note` may stand anywhere and is ignored.
Source: the input conventions of the rules interface (types: moment with offset, date, number, true/false).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite

from amhp.calendar import aware

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_TEXT = 1_000
ALWAYS_READ = frozenset({"note", "jurisdiction", "ruleset"})
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WALL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


class BadInput(ValueError):
    """An unknown rule, or an input that is missing or malformed."""


class Inputs:
    """The facts given to one rule. Asking for a required fact that is not there raises `BadInput`.

    `reads` says of what kind each fact is; every fact that is given is checked, used or not, because a
    malformed fact is a sign that the caller means something else.
    """

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, object], *, reads: Mapping[str, str]) -> None:
        self._given = given
        for name, value in given.items():
            if name in ALWAYS_READ:
                continue
            if name not in reads:
                known = ", ".join(sorted(reads))
                raise BadInput(f"{_shown(name)}: this rule has no such input. It reads {known}.")
            if value is not None:
                getattr(self, reads[name])(name)

    def has(self, name: str) -> bool:
        """Whether a fact is given and is not null.

        >>> Inputs({"start": None}, reads={"start": "moment"}).has("start")
        False
        """
        return self._given.get(name) is not None

    def is_spoken_of(self, name: str) -> bool:
        """Whether the fact is spoken of at all, be it with null: "nobody" is an answer, silence is not.

        >>> Inputs({"consulted": None}, reads={"consulted": "text"}).is_spoken_of("consulted")
        True
        """
        return name in self._given

    def required(self, name: str) -> object:
        """The fact as given.

        >>> Inputs({}, reads={"start": "moment"}).required("start")
        Traceback (most recent call last):
        amhp.law.inputs.BadInput: start: this is needed.
        """
        value = self._given.get(name)
        if value is None:
            raise BadInput(f"{name}: this is needed.")
        return value

    def moment(self, name: str) -> datetime:
        """A moment, in UTC.

        >>> given = Inputs({"start": "2027-03-28T15:00:00+01:00"}, reads={"start": "moment"})
        >>> given.moment("start").isoformat()
        '2027-03-28T14:00:00+00:00'
        """
        value = self.required(name)
        try:
            if isinstance(value, datetime):
                return aware(value)
            if isinstance(value, str) and _MOMENT.fullmatch(value):
                return aware(datetime.fromisoformat(value))
        except ValueError as error:
            raise BadInput(f"{name}: {error}") from None
        raise BadInput(f"{name}: give a moment with its offset, like 2026-11-24T14:05:00+00:00.")

    def moment_if_given(self, name: str) -> datetime | None:
        """A moment in UTC, or None when it is not given.

        >>> Inputs({}, reads={"start": "moment"}).moment_if_given("start") is None
        True
        """
        return self.moment(name) if self.has(name) else None

    def day(self, name: str) -> date:
        """A date.

        >>> Inputs({"admitted_on": "2026-12-01"}, reads={"admitted_on": "day"}).day("admitted_on")
        datetime.date(2026, 12, 1)
        """
        return _day(name, self.required(name))

    def days(self, name: str) -> list[date]:
        """A list of dates, at least one.

        >>> Inputs({"examined_on": ["2026-12-01"]}, reads={"examined_on": "days"}).days("examined_on")
        [datetime.date(2026, 12, 1)]
        """
        value = self.required(name)
        if not isinstance(value, list | tuple) or not value:
            raise BadInput(f'{name}: give a list of dates, like ["2026-12-01"].')
        return [_day(name, each) for each in value]

    def wall_time(self, name: str) -> datetime:
        """A day and a time on the wall, without an offset.

        >>> given = Inputs({"at": "2027-10-31T01:30:00"}, reads={"at": "wall_time"})
        >>> given.wall_time("at").isoformat()
        '2027-10-31T01:30:00'
        """
        value = self.required(name)
        if isinstance(value, str) and _WALL_TIME.fullmatch(value):
            try:
                return datetime.fromisoformat(value)
            except ValueError as error:
                raise BadInput(f"{name}: {error}") from None
        raise BadInput(f"{name}: give a local time without an offset, like 2027-10-31T01:30:00.")

    def flag(self, name: str) -> bool:
        """True or false.

        >>> Inputs({"practicable": True}, reads={"practicable": "flag"}).flag("practicable")
        True
        """
        value = self.required(name)
        if not isinstance(value, bool):
            raise BadInput(f"{name}: give true or false.")
        return value

    def flag_if_given(self, name: str) -> bool | None:
        """True or false, or None when it is not given.

        >>> Inputs({}, reads={"practicable": "flag"}).flag_if_given("practicable") is None
        True
        """
        return self.flag(name) if self.has(name) else None

    def number(self, name: str) -> float:
        """A finite number; true and false are none.

        >>> Inputs({"hours": 6}, reads={"hours": "number"}).number("hours")
        6
        """
        value = self.required(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(f"{name}: give a number.")
        if isinstance(value, float) and not isfinite(value):
            raise BadInput(f"{name}: give a finite number.")
        return value

    def text(self, name: str) -> str:
        """Text that is not empty.

        >>> Inputs({"place": "hospital"}, reads={"place": "text"}).text("place")
        'hospital'
        """
        value = self.required(name)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
            raise BadInput(f"{name}: give text, at most {LONGEST_TEXT} characters.")
        return value

    def text_if_given(self, name: str) -> str | None:
        """Text, or None when it is not given.

        >>> Inputs({}, reads={"place": "text"}).text_if_given("place") is None
        True
        """
        return self.text(name) if self.has(name) else None


def _day(name: str, value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise BadInput(f"{name}: {error}.") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadInput(f"{name}: give a date, like 2026-12-01.")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadInput(f"{name}: give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return value


def _shown(name: object) -> str:
    return str(name)[:60].encode("ascii", "replace").decode()
