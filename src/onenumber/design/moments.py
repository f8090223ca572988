"""A day and a time typed beside each other, which together mean one moment: `today` and `0920`, `n`, `-10`.

The hour the clocks skip is refused; in the hour that comes twice the form asks: BST or GMT.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

from django import forms

from amhp.calendar import (
    CivilTimeError,
    MomentOutOfRange,
    NotUnderstood,
    RepeatedHour,
    day_in_london,
    in_london,
    read_time,
)

HOW_DAY = "Type the day like 24/11/2026, today or yesterday."
NUMBERS = re.compile(r"([0-9]{1,2})[ /.-]+([0-9]{1,2})(?:[ /.-]+([0-9]{4}|[0-9]{2}))?")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
CENTURY = 2000
LONGEST = 40
FOLDS = (("", "Choose"), ("BST", "BST, the first time round"), ("GMT", "GMT, the second time round"))


class DayNotUnderstood(ValueError):
    """What was typed is not a day."""


def read_day(text: str, *, today: date, ahead: bool = False) -> date:
    """The day that was typed. A day without a year is the latest that is not in the future; or, where what is
    ahead is asked for, the next one.

    >>> read_day("24/11", today=date(2026, 11, 24)), read_day("yesterday", today=date(2026, 11, 24)).day
    (datetime.date(2026, 11, 24), 23)
    >>> read_day("31/12", today=date(2026, 11, 24)).year
    2025
    >>> read_day("2/1", today=date(2026, 11, 24), ahead=True).year, read_day("tomorrow", today=date(2026, 11, 24)).day
    (2027, 25)
    """
    typed = " ".join(text.lower().split()) if len(text) <= LONGEST else ""
    if typed in {"today", "t"}:
        return today
    if typed in {"yesterday", "y"}:
        return today - timedelta(days=1)
    if typed == "tomorrow":
        return today + timedelta(days=1)
    if iso := ISO.fullmatch(typed):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = NUMBERS.fullmatch(typed)
    if found is None:
        raise DayNotUnderstood(HOW_DAY)
    if found[3]:
        year = int(found[3])
        return _date(year + CENTURY if len(found[3]) == 2 else year, int(found[2]), int(found[1]))
    this_year = _date(today.year, int(found[2]), int(found[1]))
    other = (this_year < today) - (this_year > today)
    wrong_way = other == (1 if ahead else -1)
    return _date(today.year + other, int(found[2]), int(found[1])) if wrong_way else this_year


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayNotUnderstood(f"There is no such day. {HOW_DAY}") from None


@dataclass(frozen=True)
class Moment:
    """One moment a form asks for. An optional one may be left empty; one `ahead` is yet to come."""

    name: str
    label: str
    required: bool = True
    ahead: bool = False

    @property
    def fields(self) -> tuple[str, str, str]:
        """The names of its three fields: day, time, and which of two hours."""
        return f"{self.name}_day", f"{self.name}_time", f"{self.name}_fold"

    def make(self) -> dict[str, forms.Field]:
        """Its fields."""
        day, time, fold = self.fields
        return {
            day: forms.CharField(label=f"{self.label}: day", required=False, max_length=LONGEST),
            time: forms.CharField(
                label=f"{self.label}: time, 24-hour",
                required=False,
                max_length=LONGEST,
                widget=forms.TextInput({"inputmode": "numeric", "data-time-field": True}),
            ),
            fold: forms.ChoiceField(label="BST or GMT?", required=False, choices=FOLDS),
        }

    def initial(self, moment: datetime | None) -> dict[str, Any]:
        """What stands in them at first: a moment, or nothing."""
        if moment is None:
            return {}
        local = in_london(moment)
        return {self.fields[0]: f"{local:%d/%m/%Y}", self.fields[1]: f"{local:%H:%M}"}

    def clean(self, form: forms.Form, *, at: datetime) -> datetime | None:
        """The moment typed; mistakes are left beside the field they are in."""
        day_name, time_name, fold_name = self.fields
        said = form.cleaned_data
        day_text, time_text = said.get(day_name) or "", said.get(time_name) or ""
        if day_name in form.errors or time_name in form.errors:
            return None
        if not time_text:
            if self.required or day_text:
                form.add_error(time_name, "Type the time like 0920, or n for now.")
            return None
        try:
            typed = read_time(time_text, now=at)
        except NotUnderstood as problem:
            form.add_error(time_name, str(problem))
            return None
        try:
            day = read_day(day_text or "today", today=day_in_london(at), ahead=self.ahead)
            return typed.on(day, fold=cast("Literal['BST', 'GMT'] | None", said.get(fold_name) or None))
        except DayNotUnderstood as problem:
            form.add_error(day_name, str(problem))
        except RepeatedHour as problem:
            form.add_error(fold_name, str(problem))
        except CivilTimeError as problem:
            form.add_error(time_name, str(problem))
        except MomentOutOfRange as problem:
            form.add_error(day_name, str(problem))
        return None
