"""What a mapping file says: where each fact of a referral stands in a sheet, and what the words in it mean.

Every council's sheet differs, so nothing about one sheet is in the code: the mapping is data, this its shape.
``mapping_file`` reads it from TOML.
"""

from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from onenumber.returns.spreadsheet.cells import code_key
from onenumber.returns.spreadsheet.problems import ProblemCode


class Field(StrEnum):
    """The facts that a column may hold."""

    REFERENCE = "reference"
    RECEIVED_DATE = "received_date"
    RECEIVED_TIME = "received_time"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    NHS_NUMBER = "nhs_number"
    LOCALITY = "locality"
    SOURCE = "source"
    STATUS = "status"
    ASSESSED_DATE = "assessed_date"
    ASSESSED_TIME = "assessed_time"
    OUTCOME = "outcome"
    CLOSED_ON = "closed_on"
    NOTE = "note"


NEEDED_FIELDS: Final = (
    Field.REFERENCE,
    Field.RECEIVED_DATE,
    Field.NAME,
    Field.LOCALITY,
    Field.SOURCE,
    Field.ASSESSED_DATE,
    Field.OUTCOME,
    Field.CLOSED_ON,
)
"""Without a column for each of these there is no referral to import."""


class ContactType(StrEnum):
    """How the minimum dataset counts a contact (code list CL-TYPE)."""

    S13 = "S13"
    S13_4 = "S13_4"
    S136 = "S136"
    S135 = "S135"
    CTO = "CTO"
    GUARD = "GUARD"
    ADVICE = "ADVICE"
    POLICE_ADVICE = "POLICE_ADVICE"
    SOCSUP = "SOCSUP"
    OTHER = "OTHER"


class Triage(StrEnum):
    """What was decided about the referral (code list CL-TRI)."""

    ASSESS = "ASSESS"
    NOT_ASSESS = "NOT_ASSESS"
    ADVICE = "ADVICE"
    DEFER = "DEFER"
    TRANSFER = "TRANSFER"


@dataclass(frozen=True)
class Code:
    """One code and what follows from it.

    ``stands_for`` is the name in the dataset; ``needs_assessment`` is for outcomes; ``contact_type`` and
    ``triage`` are set where the code alone decides them.
    """

    code: str
    stands_for: str | None = None
    needs_assessment: bool = False
    contact_type: ContactType | None = None
    triage: Triage | None = None


@dataclass(frozen=True)
class CodeList:
    """Every text that means a code, by ``code_key``. Compared whole: a text not listed is not known."""

    by_text: ReadOnlyDict[str, Code]

    def find(self, text: str) -> Code | None:
        return self.by_text.get(code_key(text))

    @property
    def codes(self) -> dict[str, Code]:
        """Each code once, by its name.

        >>> CodeList({"gp": Code("GP"), "g.p.": Code("GP")}).codes
        {'GP': Code(code='GP', stands_for=None, needs_assessment=False, contact_type=None, triage=None)}
        """
        return {code.code: code for code in self.by_text.values()}


@dataclass(frozen=True)
class CodedField:
    """A field whose words come from a list, and the codes of its problems (None: an empty cell is none)."""

    field: Field
    missing: ProblemCode | None
    unknown: ProblemCode


CODED_FIELDS: Final = (
    CodedField(Field.LOCALITY, ProblemCode.LOCALITY_MISSING, ProblemCode.LOCALITY_UNKNOWN_CODE),
    CodedField(Field.SOURCE, ProblemCode.SOURCE_MISSING, ProblemCode.SOURCE_UNKNOWN_CODE),
    CodedField(Field.STATUS, None, ProblemCode.STATUS_UNKNOWN_CODE),
    CodedField(Field.OUTCOME, ProblemCode.OUTCOME_MISSING, ProblemCode.OUTCOME_UNKNOWN_CODE),
)


@dataclass(frozen=True)
class Mapping:
    """A whole mapping file.

    Rows count from 1 as in the spreadsheet; headings and letters of columns are as the file has them;
    ``not_known`` and ``totals_marker`` are ``code_key`` texts. ``extracted_on`` is the day the extract was
    made: what is later is in the future.
    """

    sheet: str
    heading_row: int
    first_data_row: int
    extracted_on: date
    time_zone: ZoneInfo
    totals_marker: str | None
    not_known: frozenset[str]
    columns_by_heading: ReadOnlyDict[str, Field]
    columns_by_letter: ReadOnlyDict[str, Field]
    codes: ReadOnlyDict[Field, CodeList]

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset([*self.columns_by_heading.values(), *self.columns_by_letter.values()])
