"""Reads one row: each field by its own rule, then what the fields say about each other.

Source: the description of the council's columns, "How values are written" and its table of problems. A check
that needs a value which is itself in error or missing is not made.
"""

from onenumber.returns.spreadsheet.cells import Cell, Formula, as_text, code_key, one_line
from onenumber.returns.spreadsheet.draft import Draft
from onenumber.returns.spreadsheet.identity import read_birth, read_nhs_number
from onenumber.returns.spreadsheet.layout import Layout
from onenumber.returns.spreadsheet.mapping import CODED_FIELDS, Field, Mapping
from onenumber.returns.spreadsheet.occasions import Calendar, read_day_of, read_occasion
from onenumber.returns.spreadsheet.problems import ProblemCode, quoted

UNKNOWN_NAME = "unknown"


def read_row(
    row: int, cells: tuple[Cell, ...], *, layout: Layout, mapping: Mapping, from_1904: bool
) -> Draft:
    """The row as far as it can be read, with every problem in it that needs no other row."""
    draft = Draft(row, cells, layout)
    calendar = Calendar(mapping.time_zone, mapping.extracted_on, from_1904)
    draft.tell_of_formulas()
    _read_reference(draft)
    draft.received = read_occasion(draft, Field.RECEIVED_DATE, Field.RECEIVED_TIME, calendar)
    if draft.cell(Field.RECEIVED_DATE) is None:
        draft.tell(ProblemCode.RECEIVED_MISSING, Field.RECEIVED_DATE)
    _read_name(draft)
    _read_birth(draft, mapping, calendar)
    _read_nhs_number(draft, mapping)
    _read_codes(draft, mapping)
    draft.assessed = read_occasion(draft, Field.ASSESSED_DATE, Field.ASSESSED_TIME, calendar)
    closed = read_day_of(draft, Field.CLOSED_ON, calendar)
    draft.closed_on = closed.on if closed else None
    draft.note = as_text(draft.cell(Field.NOTE))
    _check_assessment(draft)
    _check_closing(draft)
    return draft


def _read_reference(draft: Draft) -> None:
    cell = draft.cell(Field.REFERENCE)
    if cell is None:
        draft.tell(ProblemCode.REFERENCE_MISSING, Field.REFERENCE)
    elif not isinstance(cell, Formula):
        draft.reference = one_line(as_text(cell))


def _read_name(draft: Draft) -> None:
    name = one_line(as_text(draft.cell(Field.NAME)))
    draft.name = name or None
    if name.casefold().startswith(UNKNOWN_NAME):
        draft.tell(ProblemCode.NAME_UNKNOWN, Field.NAME)


def _is_not_known(cell: Cell, mapping: Mapping) -> bool:
    return cell is None or code_key(as_text(cell)) in mapping.not_known


def _read_birth(draft: Draft, mapping: Mapping, calendar: Calendar) -> None:
    cell = draft.cell(Field.BIRTH_DATE)
    if draft.column(Field.BIRTH_DATE) is None or isinstance(cell, Formula):
        return
    if _is_not_known(cell, mapping):
        draft.tell(ProblemCode.BIRTH_DATE_NOT_KNOWN, Field.BIRTH_DATE)
        return
    birth = read_birth(
        cell, received_on=draft.received.on, otherwise_by=calendar.extracted_on, from_1904=calendar.from_1904
    )
    draft.birth_date, draft.estimated_age = birth.on, birth.age
    if birth.fault is not None:
        draft.tell(birth.fault, Field.BIRTH_DATE)
    elif birth.age is not None:
        draft.tell(ProblemCode.BIRTH_DATE_IS_AGE, Field.BIRTH_DATE)


def _read_nhs_number(draft: Draft, mapping: Mapping) -> None:
    cell = draft.cell(Field.NHS_NUMBER)
    if draft.column(Field.NHS_NUMBER) is None or isinstance(cell, Formula):
        return
    if _is_not_known(cell, mapping):
        draft.tell(ProblemCode.NHS_NUMBER_NOT_KNOWN, Field.NHS_NUMBER)
        return
    number = read_nhs_number(cell)
    if isinstance(number, ProblemCode):
        draft.tell(number, Field.NHS_NUMBER)
    else:
        draft.nhs_number = number


def _read_codes(draft: Draft, mapping: Mapping) -> None:
    for coded in CODED_FIELDS:
        cell = draft.cell(coded.field)
        if isinstance(cell, Formula) or draft.column(coded.field) is None:
            continue
        if cell is None:
            if coded.missing is not None:
                draft.tell(coded.missing, coded.field)
            continue
        code = mapping.codes[coded.field].find(as_text(cell))
        if code is None:
            draft.tell(coded.unknown, coded.field, quoted(as_text(cell)))
        else:
            draft.codes[coded.field] = code


def _check_assessment(draft: Draft) -> None:
    """To the minute where both times are known, else by day."""
    received, assessed = draft.received, draft.assessed
    outcome = draft.codes.get(Field.OUTCOME)
    if draft.cell(Field.ASSESSED_DATE) is None and outcome is not None and outcome.needs_assessment:
        draft.tell(ProblemCode.ASSESSED_MISSING, Field.ASSESSED_DATE)
    if received.on is None or assessed.on is None:
        return
    if received.at is not None and assessed.at is not None:
        before = assessed.at < received.at
    else:
        before = assessed.on < received.on
    if before:
        draft.tell(ProblemCode.ASSESSED_BEFORE_RECEIVED, Field.ASSESSED_DATE)


def _check_closing(draft: Draft) -> None:
    """Against the assessment where there was one, else against the referral; by day."""
    closed_on = draft.closed_on
    if closed_on is None:
        return
    if draft.assessed.on is not None:
        if closed_on < draft.assessed.on:
            draft.tell(ProblemCode.CLOSED_BEFORE_ASSESSED, Field.CLOSED_ON)
    elif (
        draft.cell(Field.ASSESSED_DATE) is None
        and draft.received.on is not None
        and closed_on < draft.received.on
    ):
        draft.tell(ProblemCode.CLOSED_BEFORE_RECEIVED, Field.CLOSED_ON)
