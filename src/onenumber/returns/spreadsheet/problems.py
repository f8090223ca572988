"""Every problem a row may have: its code, whether it refuses the file, and what to do about it.

Source: the description of the council's columns, "What is an error and what is a warning". The table is the
one place where severities and words live. No message repeats a name, a birth date or an NHS number.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """An error refuses the whole file; a warning is shown and the row is imported."""

    ERROR = "error"
    WARNING = "warning"


class ProblemCode(StrEnum):
    """The codes of the report."""

    REFERENCE_MISSING = "reference_missing"
    REFERENCE_REPEATED = "reference_repeated"
    RECEIVED_MISSING = "received_missing"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_IN_FUTURE = "date_in_future"
    TIME_UNREADABLE = "time_unreadable"
    TIME_DOES_NOT_EXIST = "time_does_not_exist"
    TIME_AMBIGUOUS = "time_ambiguous"
    TIME_MISSING = "time_missing"
    ASSESSED_BEFORE_RECEIVED = "assessed_before_received"
    CLOSED_BEFORE_ASSESSED = "closed_before_assessed"
    CLOSED_BEFORE_RECEIVED = "closed_before_received"
    ASSESSED_MISSING = "assessed_missing"
    NHS_NUMBER_LENGTH = "nhs_number_length"
    NHS_NUMBER_ALL_SAME = "nhs_number_all_same"
    NHS_NUMBER_CHECK_DIGIT = "nhs_number_check_digit"
    NHS_NUMBER_NOT_KNOWN = "nhs_number_not_known"
    BIRTH_DATE_UNREADABLE = "birth_date_unreadable"
    BIRTH_DATE_OUT_OF_RANGE = "birth_date_out_of_range"
    BIRTH_DATE_IS_AGE = "birth_date_is_age"
    BIRTH_DATE_NOT_KNOWN = "birth_date_not_known"
    NAME_UNKNOWN = "name_unknown"
    SOURCE_MISSING = "source_missing"
    SOURCE_UNKNOWN_CODE = "source_unknown_code"
    OUTCOME_MISSING = "outcome_missing"
    OUTCOME_UNKNOWN_CODE = "outcome_unknown_code"
    LOCALITY_MISSING = "locality_missing"
    LOCALITY_UNKNOWN_CODE = "locality_unknown_code"
    STATUS_UNKNOWN_CODE = "status_unknown_code"
    FORMULA_CELL = "formula_cell"
    FORMULA_LIKE_TEXT = "formula_like_text"
    DUPLICATE_EXACT = "duplicate_exact"
    DUPLICATE_NEAR = "duplicate_near"
    BLANK_ROW = "blank_row"
    TOTALS_ROW = "totals_row"


_Code = ProblemCode

MESSAGES: Final[dict[ProblemCode, str]] = {
    _Code.REFERENCE_MISSING: "There is no reference. Type the reference of this referral.",
    _Code.REFERENCE_REPEATED: (
        "Row {other_row} already has this reference. Give one of the two its own reference."
    ),
    _Code.RECEIVED_MISSING: "There is no date received. Type the day the referral came.",
    _Code.DATE_UNREADABLE: "{text} is not a date. Type the day as 04/03/2026.",
    _Code.DATE_IMPOSSIBLE: "{text} is not in the calendar. Check the day and the month.",
    _Code.DATE_IN_FUTURE: "{text} is after {text_2}, the day the extract was made. Check the year.",
    _Code.TIME_UNREADABLE: (
        "{text} is not a time of day. Type the time as 14:05, or leave the cell empty if it is not known."
    ),
    _Code.TIME_DOES_NOT_EXIST: (
        "The clocks went forward that night and {text} was skipped. Ask what the time was."
    ),
    _Code.TIME_AMBIGUOUS: (
        "The clocks went back that night and {text} happened twice. Ask whether it was before or after, "
        "then type {text} {text_2} for before or {text} {text_3} for after."
    ),
    _Code.TIME_MISSING: (
        "There is no time of day. The day is kept and the row is left out of waiting times. Type the time"
        " if it is known."
    ),
    _Code.ASSESSED_BEFORE_RECEIVED: "The assessment is before the referral came. Check both dates and times.",
    _Code.CLOSED_BEFORE_ASSESSED: "The work was closed before the day of the assessment. Check both dates.",
    _Code.CLOSED_BEFORE_RECEIVED: "The work was closed before the day the referral came. Check both dates.",
    _Code.ASSESSED_MISSING: (
        "This outcome needs an assessment and there is no date of one. Type the date, or change the outcome."
    ),
    _Code.NHS_NUMBER_LENGTH: (
        "An NHS number has ten digits, and this does not. Check it, or type ? if it is not known."
    ),
    _Code.NHS_NUMBER_ALL_SAME: (
        "Ten digits that are all the same are nobody’s NHS number. Type ? if it is not known."
    ),
    _Code.NHS_NUMBER_CHECK_DIGIT: (
        "The last digit does not fit the others, so a digit is wrong; a wrong number could join two "
        "people’s records. Check it, or type ? if it is not known."
    ),
    _Code.NHS_NUMBER_NOT_KNOWN: "The NHS number is not known. The row is imported without it.",
    _Code.BIRTH_DATE_UNREADABLE: (
        "This is not a date of birth. Type it as 04/03/1976, type an age, or ? if it is not known."
    ),
    _Code.BIRTH_DATE_OUT_OF_RANGE: (
        "The date of birth is after the referral, or more than 120 years before it. Check the year."
    ),
    _Code.BIRTH_DATE_IS_AGE: "This is an age, not a date of birth. It is kept as an estimated age.",
    _Code.BIRTH_DATE_NOT_KNOWN: "The date of birth is not known. The row is imported without it.",
    _Code.NAME_UNKNOWN: "The name of the person was not known. The row is imported as it stands.",
    _Code.SOURCE_MISSING: "Nothing says who referred. Type who it was.",
    _Code.SOURCE_UNKNOWN_CODE: (
        "{text} is not in the list of who refers. Change the cell, or add these words to [source] in the "
        "mapping file."
    ),
    _Code.OUTCOME_MISSING: "There is no outcome. Type how it ended.",
    _Code.OUTCOME_UNKNOWN_CODE: (
        "{text} is not in the list of outcomes. Change the cell, or add these words to [outcome] in the "
        "mapping file."
    ),
    _Code.LOCALITY_MISSING: "There is no locality. Type where the person was.",
    _Code.LOCALITY_UNKNOWN_CODE: (
        "{text} is not in the list of localities. Change the cell, or add these words to [locality] in "
        "the mapping file."
    ),
    _Code.STATUS_UNKNOWN_CODE: (
        "{text} is not in the list of legal statuses. Change the cell, or add these words to [status] in "
        "the mapping file."
    ),
    _Code.FORMULA_CELL: (
        "This cell holds a formula, which is not run. Copy the cell and paste it back as a value."
    ),
    _Code.FORMULA_LIKE_TEXT: (
        "This text begins like a formula. It is kept as text, and made harmless when it is exported again."
    ),
    _Code.DUPLICATE_EXACT: (
        "This row is the same as row {other_row} in every cell. Delete it, or type what it should have said."
    ),
    _Code.DUPLICATE_NEAR: (
        "This may be the referral of row {other_row} again, under another reference. Both are imported; "
        "check whether they are one."
    ),
    _Code.BLANK_ROW: "The row is empty and is skipped.",
    _Code.TOTALS_ROW: "This is the row of totals, not a referral, and is skipped.",
}

WARNINGS: Final[frozenset[ProblemCode]] = frozenset(
    {
        _Code.TIME_MISSING,
        _Code.NHS_NUMBER_NOT_KNOWN,
        _Code.BIRTH_DATE_IS_AGE,
        _Code.BIRTH_DATE_NOT_KNOWN,
        _Code.NAME_UNKNOWN,
        _Code.FORMULA_LIKE_TEXT,
        _Code.DUPLICATE_NEAR,
        _Code.BLANK_ROW,
        _Code.TOTALS_ROW,
    }
)

LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Problem:
    """One thing to mend or to know, with the spreadsheet row (from 1) and column (letters) where it is.

    ``column`` and ``heading`` are None where the problem is of the whole row; ``other_row`` is the row above
    that this one repeats.
    """

    row: int
    column: str | None
    heading: str | None
    code: ProblemCode
    severity: Severity
    message: str
    other_row: int | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[int, str, str]:
        return self.row, self.column or "", self.code.value


def describe(
    code: ProblemCode,
    *,
    row: int,
    column: str | None = None,
    heading: str | None = None,
    texts: tuple[str, ...] = (),
    message: str | None = None,
    other_row: int | None = None,
) -> Problem:
    """The problem with its severity and its words; ``texts`` are put into the message in their order.

    >>> describe(ProblemCode.SOURCE_UNKNOWN_CODE, row=9, column="H", texts=(quoted("Portal"),)).message[:10]
    '“Portal” i'
    """
    names = ("text", "text_2", "text_3")
    words = (message or MESSAGES[code]).format(
        other_row=other_row, **dict(zip(names, (*texts, "", "", ""), strict=False))
    )
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    return Problem(row, column, heading, code, severity, words, other_row)


def quoted(text: str) -> str:
    """What stands in the cell, in quotation marks, on one line and no longer than one can take in."""
    line = " ".join(text.split())
    return f"“{line[:LONGEST_QUOTE]}…”" if len(line) > LONGEST_QUOTE else f"“{line}”"
