"""Escaping for long tables: all values of all rows in one go, which costs a tenth of doing it one by one.

A template that uses it switches its own escaping off for exactly the loop over these rows (see hub/board_parts.html).
It must be one that is included or rendered, never imported: the macros of an imported file share that switch between
all threads of the process, and two boards drawn at once would leave it off.
"""

from collections.abc import Iterable

from markupsafe import escape

APART = "\x1f"  # the unit separator; text that holds one is escaped value by value


def escaped_together(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    """The rows with every text escaped; ready-made markup (`icon_mark`, `format_html`) stays as it is.

    >>> escaped_together([("<b>", "Tom & Ann"), ("a", escape("<"))])
    [['&lt;b&gt;', 'Tom &amp; Ann'], ['a', '&lt;']]
    >>> escaped_together([("a\\x1fb", "<i>")])
    [['a\\x1fb', '&lt;i&gt;']]
    """
    taken = [list(row) for row in rows]
    plain = [value for row in taken for value in row if type(value) is str or _refuse_else(value)]
    joined = APART.join(plain)
    if joined.count(APART) > max(len(plain) - 1, 0):
        return [[str(escape(value)) for value in row] for row in taken]
    pieces = iter(str(escape(joined)).split(APART))
    return [[next(pieces) if type(value) is str else str(value) for value in row] for row in taken]


def _refuse_else(value: object) -> bool:
    """Markup is not escaped again; whatever is neither text nor markup has no place in a row."""
    if not hasattr(value, "__html__"):
        raise TypeError(f"a row holds text or markup, not {type(value).__name__}")
    return False
