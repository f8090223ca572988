"""Reads when something happened, from a column of dates and a column of times.

A problem stands in the column that holds the time, or in the date's when both are in one cell or the date is
at fault; that there is no time, or none that can be read, stands in the time's column. Source: the
description of the council's columns, under its table of problems.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onenumber.returns.spreadsheet.cells import Formula, as_text
from onenumber.returns.spreadsheet.civil_time import to_moment, zone_names
from onenumber.returns.spreadsheet.dates import Clock, Day, read_clock, read_day
from onenumber.returns.spreadsheet.draft import Draft, Occasion
from onenumber.returns.spreadsheet.mapping import Field
from onenumber.returns.spreadsheet.problems import ProblemCode, quoted
from onenumber.returns.spreadsheet.referral_row import TimeQuality

TWO_TIMES = "The date’s cell says {text} and this cell says {text_2}. Leave the right one."


@dataclass(frozen=True)
class Calendar:
    """What a sheet's dates are read against: its zone, the day of the extract, the year its day numbers
    start."""

    zone: ZoneInfo
    extracted_on: date
    from_1904: bool


@dataclass(frozen=True)
class _Told:
    """A clock and the field whose cell it stood in."""

    clock: Clock
    field: Field


def read_day_of(draft: Draft, field: Field, calendar: Calendar) -> Day | None:
    """The day in a column, told of if it cannot be one; None where there is none to go by."""
    cell = draft.cell(field)
    if cell is None or isinstance(cell, Formula):
        return None
    day = read_day(cell, from_1904=calendar.from_1904)
    if day.fault is not None:
        draft.tell(day.fault, field, quoted(as_text(cell)))
        return None
    if day.on is not None and day.on > calendar.extracted_on:
        draft.tell(ProblemCode.DATE_IN_FUTURE, field, quoted(as_text(cell)), _in_words(calendar.extracted_on))
        return None
    return day


def read_occasion(draft: Draft, date_field: Field, time_field: Field, calendar: Calendar) -> Occasion:
    """The occasion in a pair of columns; empty where there is no date to go by."""
    day = read_day_of(draft, date_field, calendar)
    told = _read_told(draft, day, date_field, time_field, calendar)
    if day is None or day.on is None:
        return Occasion()
    if told is not None:
        return Occasion(day.on, _moment(draft, day.on, told, calendar), TimeQuality.EXACT)
    time_column = time_field if draft.column(time_field) else date_field
    if time_column not in draft.in_error:
        draft.tell(ProblemCode.TIME_MISSING, time_column)
    return Occasion(day.on, None, TimeQuality.UNKNOWN)


def _read_told(
    draft: Draft, day: Day | None, date_field: Field, time_field: Field, calendar: Calendar
) -> _Told | None:
    time_column = time_field if draft.column(time_field) else date_field
    beside = _read_beside(draft, day, time_field, calendar)
    if day is None:
        return None
    if day.unread_time is not None:
        draft.tell(ProblemCode.TIME_UNREADABLE, time_column, quoted(day.unread_time))
        return None
    if day.clock is None:
        return beside
    if beside is not None and beside.clock.minutes != day.clock.minutes:
        times = (_on_a_clock(day.clock), _on_a_clock(beside.clock))
        draft.tell(ProblemCode.TIME_UNREADABLE, time_column, *times, message=TWO_TIMES)
        return None
    return _Told(day.clock, date_field)


def _read_beside(draft: Draft, day: Day | None, field: Field, calendar: Calendar) -> _Told | None:
    cell = draft.cell(field)
    if cell is None or isinstance(cell, Formula):
        return None
    clock = read_clock(cell, on=day.on if day else None, from_1904=calendar.from_1904)
    if clock is None:
        draft.tell(ProblemCode.TIME_UNREADABLE, field, quoted(as_text(cell)))
        return None
    return _Told(clock, field)


def _moment(draft: Draft, on: date, told: _Told, calendar: Calendar) -> datetime | None:
    moment = to_moment(on, told.clock, zone=calendar.zone)
    if isinstance(moment, datetime):
        return moment
    names: tuple[str, ...] = ()
    if moment is ProblemCode.TIME_AMBIGUOUS:
        names = zone_names(on, told.clock, zone=calendar.zone)
    draft.tell(moment, told.field, _on_a_clock(told.clock), *names)
    return None


def _on_a_clock(clock: Clock) -> str:
    face = f"{clock.minutes // 60 % 24:02d}:{clock.minutes % 60:02d}"
    return f"{face} {clock.zone}" if clock.zone else face


def _in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
