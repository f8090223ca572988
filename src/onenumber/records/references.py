"""References people can read out: contact C-26-10419, case WM-26-1856. Issued once, never reused."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DEFAULT_DB_ALIAS, connection, connections

from onenumber.records.prepared import run

LONDON = ZoneInfo("Europe/London")
ISSUE = """INSERT INTO records_counter (series, last) VALUES (%s, %s)
ON CONFLICT (series) DO UPDATE SET last = records_counter.last + 1 RETURNING last"""


def next_reference(prefix: str, *, at: datetime, first: int = 1) -> str:
    """The next reference of a prefix in the local calendar year of `at`.

    Issued in the caller's transaction: two callers can never get the same number, a rolled-back one leaves a gap
    on PostgreSQL only if it is used before commit elsewhere, which nothing does.
    """
    year = at.astimezone(LONDON).strftime("%y")
    series = f"{prefix}-{year}"
    [(number,)], _ = run(connections[DEFAULT_DB_ALIAS], ISSUE, [series, first])
    return f"{series}-{number}"


def peek_reference(prefix: str, *, at: datetime, first: int = 1) -> str:
    """What the next reference will probably be; shown as a promise only, never stored."""
    series = f"{prefix}-{at.astimezone(LONDON).strftime('%y')}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM records_counter WHERE series = %s", [series])
        row = cursor.fetchone()
    return f"{series}-{row[0] + 1 if row else first}"
