"""What one cell of a sheet may hold, and when two texts are one text.

A spreadsheet hands over text, numbers, dates, times and formulas; a CSV hands over text alone. Both are
brought to the few kinds of ``Cell`` here before any rule looks at them, so that no rule needs to know the
kind of file. Source of the spacing rules: the description of the council's columns, "How values are written".
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

LONGEST_TEXT = 32_767  # the most a cell of a spreadsheet can hold
LARGEST_NUMBER = 10**15  # beyond this a spreadsheet no longer keeps every digit

_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_WITHOUT_DECOMPOSITION = str.maketrans("łøđħıŧæœðþ", "lodhitaodt")


@dataclass(frozen=True)
class Formula:
    """A cell that would have to be run to be read. It is never run; its text is kept only to compare
    cells."""

    text: str


Cell: TypeAlias = str | int | float | datetime | time | Formula | None


def tidy_text(text: str) -> str | None:
    """The text without control characters and without spaces at its ends; None where nothing is left.

    >>> tidy_text("  Two attempts_x000D_\\nDog in\\x00side ")
    'Two attempts\\nDog in side'
    >>> tidy_text(" \\u00a0 ") is None
    True
    """
    if not text.isprintable() or "_x00" in text:
        text = _ESCAPED_CONTROL.sub(lambda found: chr(int(found[1], 16)), text)
        text = _CONTROL.sub(" ", _LINE_END.sub("\n", text))
    return text.strip() or None


def to_cell(value: object) -> Cell:
    """Any value that a spreadsheet reader hands over, as one of the kinds of ``Cell``.

    >>> to_cell(136.0), to_cell(timedelta(hours=6)), to_cell(True), to_cell(float("inf"))
    (136, 0.25, 'TRUE', 'inf')
    """
    if value is None or isinstance(value, datetime | time | Formula):
        return value
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        return datetime.combine(value, time())
    return tidy_text(str(value))


def _number(value: float) -> int | float | str:
    if not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
        return str(value)
    return int(value) if value == int(value) else value


def one_line(text: str) -> str:
    """A name or a code as one line: every run of white space is one space, and ’ is '.

    >>> one_line("Zoë\\n O’Neill")
    "Zoë O'Neill"
    """
    return unicodedata.normalize("NFC", " ".join(text.split()).translate(_APOSTROPHES))


def as_text(cell: Cell) -> str:
    """The cell as it would be read aloud; empty where it holds nothing.

    >>> as_text(136), as_text(time(14, 5)), as_text(None)
    ('136', '14:05', '')
    """
    if cell is None or isinstance(cell, Formula):
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)


def code_key(text: str) -> str:
    """Two codes are the same code when their keys are: capitals and spacing do not count.

    >>> code_key(" CMHT  duty ") == code_key("cmht DUTY")
    True
    """
    return one_line(text).casefold()


def name_key(name: str) -> str:
    """The letters of a name alone: capitals, accents and punctuation apart.

    >>> name_key("Łukasz D’Souza-Brontë")
    'lukaszdsouzabronte'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_WITHOUT_DECOMPOSITION)
    return "".join(letter for letter in plain if letter.isalnum())
