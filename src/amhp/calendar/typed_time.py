"""A time of day as it is typed with a telephone in the other hand: `0920`, `9:20`, `2:05pm`, `n`, `-10`.

Design guide, keyboard map: in a time field `n` is now and `-10` is ten minutes ago. Those two are moments,
so they carry their own day and never have to be asked about on the night the clocks go back.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amhp.calendar.civil_time import Fold, civil
from amhp.calendar.moments import aware, in_london

LONGEST_TYPED = 40
LONGEST_AGO = timedelta(hours=24)
_CLOCK = re.compile(r"([0-9]{1,2}?) ?[:.h]? ?([0-9]{2}) ?(?:([ap])\.?m\.?)?")
_HOUR_ONLY = re.compile(r"([0-9]{1,2}) ?([ap])\.?m\.?")
_AGO = re.compile(r"[-\u2212\u2013] ?([0-9]{1,4}) ?(?:m|mins?|minutes)?")
_HOW = "Type the time like 0920, 9:20 or 2:05pm, n for now, or -10 for ten minutes ago."


class NotUnderstood(ValueError):
    """What was typed cannot be read; the message says how to type it."""


class TimeNotUnderstood(NotUnderstood):
    """What was typed is not a time of day."""


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A time of day as typed. `moment` (UTC) is known only for `n` and `-10`, which name an instant."""

    wall_time: time
    moment: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day in London that the time brings with it, if it names an instant.

        >>> read_time("-10", now=datetime.fromisoformat("2026-11-24T00:05:00+00:00")).day
        datetime.date(2026, 11, 23)
        """
        return in_london(self.moment).date() if self.moment else None

    def on(self, day: date, *, fold: Fold | None = None) -> datetime:
        """The moment in UTC. A time that names an instant keeps it, whatever day is given.

        >>> now = datetime.fromisoformat("2026-11-24T14:20:00+00:00")
        >>> read_time("2:05pm", now=now).on(date(2026, 7, 1)).isoformat()
        '2026-07-01T13:05:00+00:00'
        """
        return self.moment or civil(day, self.wall_time, fold=fold)


def read_time(text: str, *, now: datetime) -> TypedTime:
    """What was typed in a time field. Raises `TimeNotUnderstood` with words that say how to type it.

    >>> now = datetime.fromisoformat("2026-11-24T14:20:58+00:00")
    >>> {str(read_time(typed, now=now).wall_time) for typed in ("0920", "9:20", "09.20", "9.20 am")}
    {'09:20:00'}
    >>> [str(read_time(typed, now=now).wall_time) for typed in ("2:05pm", "n", "-10")]
    ['14:05:00', '14:20:00', '14:10:00']
    >>> read_time("half nine", now=now)
    Traceback (most recent call last):
    amhp.calendar.typed_time.TimeNotUnderstood: Type the time like 0920, 9:20 or 2:05pm, n for now, or -10 \
for ten minutes ago.
    """
    typed = text.strip().lower() if len(text) <= LONGEST_TYPED else ""
    if typed in {"n", "now"}:
        return _named(now)
    if ago := _AGO.fullmatch(typed):
        return _named(now, ago=timedelta(minutes=int(ago[1])))
    if clock := _CLOCK.fullmatch(typed):
        return TypedTime(wall_time=_wall_time(clock[1], clock[2], clock[3]))
    if hour_only := _HOUR_ONLY.fullmatch(typed):
        return TypedTime(wall_time=_wall_time(hour_only[1], "00", hour_only[2]))
    raise TimeNotUnderstood(_HOW)


def _named(now: datetime, *, ago: timedelta = timedelta()) -> TypedTime:
    """Whole minutes: seconds are never shown, and a time typed again must come out the same."""
    if ago > LONGEST_AGO:
        raise TimeNotUnderstood("That is more than a day ago. Choose the day and type the time like 0920.")
    moment = (aware(now) - ago).replace(second=0, microsecond=0)
    return TypedTime(wall_time=in_london(moment).time().replace(fold=0), moment=moment)


def _wall_time(hour_text: str, minute_text: str, half: str | None) -> time:
    hour, minute = int(hour_text), int(minute_text)
    if minute > 59:
        raise TimeNotUnderstood("Minutes go from 00 to 59. Type the time like 0920.")
    if half and not 1 <= hour <= 12:
        raise TimeNotUnderstood("With am or pm the hour goes from 1 to 12. Or type it like 1405.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        raise TimeNotUnderstood("Hours go from 00 to 23; midnight is 0000 of the day that begins.")
    return time(hour, minute)
