"""The calendar of the work: moments, civil time in Europe/London, periods of days and months, and words.

Nouns: moment (an aware instant), day (a date in London), wall time, period, bank holiday, birth. Two clock
types are never mixed: elapsed hours are counted on moments in UTC, calendar periods on days. The law stands
on this room; this room knows no law.
"""

from amhp.calendar.bank_holidays import bank_holidays, business_day_after, is_bank_holiday, is_business_day
from amhp.calendar.civil_time import (
    CivilTimeError,
    Fold,
    NonExistentHour,
    RepeatedHour,
    civil,
    day_in_london,
    midnight_after,
)
from amhp.calendar.moments import (
    LONDON,
    MomentOutOfRange,
    NaiveMoment,
    aware,
    clocks_change_between,
    hours_after,
    in_london,
    same_wall_time_later,
)
from amhp.calendar.periods import (
    DayPeriod,
    clear_days_between,
    days_beginning_with,
    days_ending_with,
    months_beginning_with,
)
from amhp.calendar.typed_birth import Birth, BirthNotUnderstood, read_birth
from amhp.calendar.typed_time import NotUnderstood, TimeNotUnderstood, TypedTime, read_time
from amhp.calendar.words import (
    say_date,
    say_day,
    say_day_and_time,
    say_left,
    say_moment,
    say_time,
    say_wall_time,
    say_zone,
)

__all__ = [
    "LONDON",
    "Birth",
    "BirthNotUnderstood",
    "CivilTimeError",
    "DayPeriod",
    "Fold",
    "MomentOutOfRange",
    "NaiveMoment",
    "NonExistentHour",
    "NotUnderstood",
    "RepeatedHour",
    "TimeNotUnderstood",
    "TypedTime",
    "aware",
    "bank_holidays",
    "business_day_after",
    "civil",
    "clear_days_between",
    "clocks_change_between",
    "day_in_london",
    "days_beginning_with",
    "days_ending_with",
    "hours_after",
    "in_london",
    "is_bank_holiday",
    "is_business_day",
    "midnight_after",
    "months_beginning_with",
    "read_birth",
    "read_time",
    "same_wall_time_later",
    "say_date",
    "say_day",
    "say_day_and_time",
    "say_left",
    "say_moment",
    "say_time",
    "say_wall_time",
    "say_zone",
]
