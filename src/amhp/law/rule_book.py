"""The rule book: all rows of the law, read from `data/*.toml`, checked, and picked by date.

The files are refused as a whole if anything in them is amiss: a clock on a mistyped row would be believed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from amhp.law.inputs import BadInput
from amhp.law.rows import BOTH, IN_FORCE, ClockWords, Jurisdiction, Row, RuleBookError, Verified

_RULE_ID = re.compile(r"[a-z][A-Za-z0-9_]*(\.[a-z][A-Za-z0-9_]*)?")
_TEXTS = {"id", "title", "citation", "note", "jurisdiction", "verified"}
_OPTIONAL = {"effective_to", "ruleset", "parameters", "citations", "lists", "clock"}


class RuleBook:
    """All rows, by rule. Rows of one rule, jurisdiction and ruleset may not overlap in time."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, tuple[Row, ...]] = {}
        for row in sorted(rows, key=lambda each: (each.id, each.effective_from)):
            for earlier in self._rows.get(row.id, ()):
                _refuse_overlap(earlier, row)
            self._rows[row.id] = (*self._rows.get(row.id, ()), row)

    def __iter__(self) -> Iterator[Row]:
        return (row for rows in self._rows.values() for row in rows)

    def row(self, rule_id: str, *, on: date | None, jurisdiction: str = BOTH, ruleset: str = IN_FORCE) -> Row:
        """The row of a rule on the legally relevant day, or without a day the row that has no end.

        A day no row covers raises `BadInput`.

        A row for the country asked about goes before one for both; a ruleset that does not change a rule
        leaves the row in force.

        >>> rule_book().row("s5_4.expiry", on=date(2026, 11, 24)).number("hours")
        6
        """
        rows = self._rows.get(rule_id, ())
        covering = [row for row in rows if (row.covers(on) if on else row.effective_to is None)]
        for wanted in ((ruleset, jurisdiction), (ruleset, BOTH), (IN_FORCE, jurisdiction), (IN_FORCE, BOTH)):
            for row in covering:
                if (row.ruleset, row.jurisdiction) == wanted:
                    return row
        when = on.isoformat() if on else "today"
        raise BadInput(f"No row of {rule_id} holds on {when} for {jurisdiction[:40]}. Check the date.")


def read_rows(text: str, *, source: str) -> list[Row]:
    """The rows of one TOML file. Raises `RuleBookError` naming the file, the rule and what is wrong.

    >>> read_rows("[[rule]]\\nid = 's99.x'", source="odd.toml")
    Traceback (most recent call last):
    amhp.law.rows.RuleBookError: odd.toml, s99.x: missing citation, effective_from, jurisdiction, note, \
title, verified.
    """
    try:
        tables = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise RuleBookError(f"{source}: {error}") from None
    rows = []
    for table in tables:
        try:
            rows.append(_row(table))
        except RuleBookError as error:
            raise RuleBookError(f"{source}, {table.get('id', 'a rule without id')}: {error}") from None
    return rows


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """The rows that come with the package, read and checked once.

    >>> rule_book().row("s136.expiry", on=date(2026, 11, 24)).verified.value
    'statute'
    """
    folder = files("amhp.law") / "data"
    rows: list[Row] = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            rows.extend(read_rows(file.read_text(encoding="utf-8"), source=file.name))
    return RuleBook(rows)


def _refuse_overlap(earlier: Row, later: Row) -> None:
    same_place = earlier.jurisdiction == later.jurisdiction and earlier.ruleset == later.ruleset
    if same_place and earlier.covers(later.effective_from):
        raise RuleBookError(f"{later.id}: two rows hold on {later.effective_from}. End the earlier one.")


def _row(table: Mapping[str, object]) -> Row:
    if missing := sorted((_TEXTS | {"effective_from"}) - table.keys()):
        raise RuleBookError(f"missing {', '.join(missing)}.")
    if unknown := sorted(table.keys() - _TEXTS - _OPTIONAL - {"effective_from"}):
        raise RuleBookError(f"unknown {', '.join(unknown)}.")
    rule_id, begins, ends = _text(table, "id"), _day(table, "effective_from"), None
    if not _RULE_ID.fullmatch(rule_id):
        raise RuleBookError("id must look like s136.expiry.")
    if "effective_to" in table and (ends := _day(table, "effective_to")) < begins:
        raise RuleBookError("effective_to comes before effective_from.")
    try:
        jurisdiction, verified = (
            Jurisdiction(_text(table, "jurisdiction")),
            Verified(_text(table, "verified")),
        )
    except ValueError as error:
        raise RuleBookError(f"{error}.") from None
    return Row(
        id=rule_id,
        title=_text(table, "title"),
        jurisdiction=jurisdiction,
        effective_from=begins,
        effective_to=ends,
        citation=_text(table, "citation"),
        verified=verified,
        note=_text(table, "note"),
        ruleset=_text(table, "ruleset") if "ruleset" in table else IN_FORCE,
        parameters={name: _number(name, value) for name, value in _table(table, "parameters").items()},
        citations={name: _text(_table(table, "citations"), name) for name in _table(table, "citations")},
        lists={name: _texts(_table(table, "lists"), name) for name in _table(table, "lists")},
        clock=_clock(_table(table, "clock")) if "clock" in table else None,
    )


def _clock(table: Mapping[str, object]) -> ClockWords:
    wanted = {"name", "short", "ends_with", "is_authority", "ended_by", "notes"}
    if table.keys() != wanted:
        raise RuleBookError(f"clock needs exactly {', '.join(sorted(wanted))}.")
    if not isinstance(table["is_authority"], bool):
        raise RuleBookError("clock.is_authority must be true or false.")
    return ClockWords(
        name=_text(table, "name"),
        short=_text(table, "short"),
        ends_with=_text(table, "ends_with"),
        is_authority=table["is_authority"],
        ended_by=_texts(table, "ended_by", may_be_empty=True),
        notes=_texts(table, "notes"),
    )


def _text(table: Mapping[str, object], name: str) -> str:
    value = table[name]
    if not isinstance(value, str) or not value.strip():
        raise RuleBookError(f"{name} must be text.")
    return value


def _texts(table: Mapping[str, object], name: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
    values = table[name]
    if not isinstance(values, list) or not (values or may_be_empty):
        raise RuleBookError(f"{name} must be a list of texts.")
    if not all(isinstance(value, str) and value for value in values):
        raise RuleBookError(f"{name} must be a list of texts.")
    return tuple(values)


def _table(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise RuleBookError(f"{name} must be a table.")
    return value


def _day(table: Mapping[str, object], name: str) -> date:
    value = table[name]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise RuleBookError(f"{name} must be a date like 2017-12-11.")
    return value


def _number(name: str, value: object) -> int | float:
    if not isinstance(value, int | float) or (not isinstance(value, bool) and not 0 < value < 10_000):
        raise RuleBookError(f"parameter {name} must be a number above 0, or true or false.")
    return value
