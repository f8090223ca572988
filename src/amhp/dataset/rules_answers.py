"""Rules about the answers themselves: X33 (all answered) and X35 (codes and numbers that can be)."""

import re
from collections.abc import Iterator
from datetime import date

from amhp.dataset.applicability import applies, is_answered
from amhp.dataset.codes import find_code
from amhp.dataset.columns import SCHEMA_VERSION, Field, FieldType, Need, Table, fields
from amhp.dataset.known_times import is_before
from amhp.dataset.rows import ChildRow, ReturnRow, local_day
from amhp.dataset.rulebook import Context, Finding, judges

FORMS = {
    FieldType.GSS: r"[EW]\d{8}",
    FieldType.RESIDENCE: r"[ENSW]\d{8}",
    FieldType.ODS: r"[A-Z0-9]{3,6}",
    FieldType.LANGUAGE: r"[a-z]{2,3}",
}


@judges("X33")
def closed_work_is_answered(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Closed work has an answer to every field that applies, and its report follows the assessment."""
    if not row.has("closed_at"):
        return
    unanswered = [
        field.name
        for field in fields(Table.RECORD)
        if field.leaves and applies(field, row) and not is_answered(field, row)
    ]
    unanswered += sorted({name for child in _children(row) for name in _unanswered_in(child)})
    if unanswered:
        yield Finding("unanswered", detail=", ".join(unanswered), fields=tuple(unanswered))
    if is_before(row, "report_completed_at", "assessment_ended_at"):
        yield Finding("report")


@judges("X35")
def answers_can_be(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Codes stand in their list on the day of receipt, computed ones agree, and numbers are in range."""
    on = row.day("received_at") or local_day(context.at)
    for name, detail in _wrong_codes(row, on):
        yield Finding("code", detail=detail, fields=(name,))
    for field in fields(Table.RECORD):
        number = row.number(field.name)
        if number is not None and not _is_in_range(field, number):
            yield Finding("range", detail=field.name, fields=(field.name,))
    yield from _wrongly_computed(row, on, context)


def _children(row: ReturnRow) -> tuple[ChildRow, ...]:
    return (*row.delays, *row.doctors, *row.attempts)


def _unanswered_in(child: ChildRow) -> Iterator[str]:
    for field in fields(child.table):
        mandatory = field.need is Need.MANDATORY and field.name != "record_id"
        if mandatory and child.values.get(field.name) is None and not child.is_day_only(field.name):
            yield f"{child.table}.{field.name}"


def _wrong_codes(row: ReturnRow, on: date) -> Iterator[tuple[str, str]]:
    for field in fields(Table.RECORD):
        if field.leaves:
            for code in row.several(field.name) if field.type is FieldType.CODES else (row.text(field.name),):
                if code is not None and not _can_be(field, code, on):
                    yield field.name, f"{field.name} {code}"
    for child in _children(row):
        for field in fields(child.table):
            code = child.text(field.name)
            if code is not None and field.leaves and not _can_be(field, code, on):
                yield f"{child.table}.{field.name}", f"{child.table}.{field.name} {code}"


def _can_be(field: Field, code: str, on: date) -> bool:
    if field.type is FieldType.RESIDENCE and find_code("RESIDENCE_SPECIAL", code, on=on) is not None:
        return True
    if field.type in FORMS:
        return re.fullmatch(FORMS[field.type], code) is not None
    return not field.code_list or find_code(field.code_list, code, on=on) is not None


def _is_in_range(field: Field, number: int) -> bool:
    if field.least is not None and number < field.least:
        return False
    return field.most is None or number <= field.most


def _wrongly_computed(row: ReturnRow, on: date, context: Context) -> Iterator[Finding]:
    regime, source = context.regime(on), find_code("CL-SRC", row.text("source_amhp") or "")
    expected = {
        "schema_version": SCHEMA_VERSION,
        "legal_regime": None if regime is None or not row.has("received_at") else regime.code,
        "source_national": None if source is None else source.flags["national"],
    }
    for name, value in expected.items():
        if value is not None and row.has(name) and row.text(name) != value:
            yield Finding("derived", detail=f"{name} should be {value}", fields=(name,))
