"""Turns values into the cells of the return, harmless in a spreadsheet.

Moments: ISO 8601 in UTC with the offset, to the minute (AMDS v1 §4). A text that a spreadsheet would run as a
formula gets an apostrophe before it (OWASP: CSV injection); characters that no file should hold are replaced.
"""

import re
from datetime import UTC, date, datetime

from amhp.dataset.columns import Field, FieldType
from amhp.dataset.rows import Value

_BEGINS_A_FORMULA = re.compile(r"^[\s\ufeff\u200b-\u200f]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]")
_NEVER_IN_A_FILE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet runs it.

    >>> harmless("=1+1"), harmless("team 4")
    ("'=1+1", 'team 4')
    """
    clean = _NEVER_IN_A_FILE.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{clean}" if _BEGINS_A_FORMULA.match(clean) else clean


def cell(field: Field, value: Value) -> str:
    """Write one value; nothing is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | int):
        return value.isoformat() if isinstance(value, date) else str(value)
    if field.type is FieldType.CODES:
        value = ";".join(sorted(code.strip() for code in value.split(";") if code.strip()))
    return harmless(value)


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC to the minute.

    >>> moment_text(datetime(2026, 10, 24, 8, 20, 31, tzinfo=UTC))
    '2026-10-24T08:20+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="minutes")
