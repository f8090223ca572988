"""A row while it is being read: what could be read of it so far, and the problems found.

A check that needs a value which is itself in error or missing is not made, so the draft knows which fields
are in error as well as which are empty.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from onenumber.returns.spreadsheet.cells import Cell, Formula
from onenumber.returns.spreadsheet.layout import Column, Layout
from onenumber.returns.spreadsheet.mapping import Code, Field
from onenumber.returns.spreadsheet.problems import Problem, ProblemCode, describe
from onenumber.returns.spreadsheet.referral_row import ReferralRow, TimeQuality, contact_type_of, triage_of

FORMULA_SIGNS: Final = ("=", "+", "-", "@")


@dataclass
class Occasion:
    """When something happened: its day, its moment (UTC) if the time is known too."""

    on: date | None = None
    at: datetime | None = None
    quality: TimeQuality | None = None


@dataclass
class Draft:
    """One row of the sheet; ``row`` is its number in the spreadsheet."""

    row: int
    cells: tuple[Cell, ...]
    layout: Layout
    problems: list[Problem] = field(default_factory=list)
    in_error: set[Field] = field(default_factory=set)
    reference: str | None = None
    name: str | None = None
    birth_date: date | None = None
    estimated_age: int | None = None
    nhs_number: str | None = None
    note: str = ""
    closed_on: date | None = None
    received: Occasion = field(default_factory=Occasion)
    assessed: Occasion = field(default_factory=Occasion)
    codes: dict[Field, Code] = field(default_factory=dict)

    def column(self, wanted: Field) -> Column | None:
        return self.layout.columns.get(wanted)

    def cell(self, wanted: Field) -> Cell:
        """The cell of a field; None where it is empty or the sheet has no such column."""
        column = self.column(wanted)
        return self.cells[column.index] if column and column.index < len(self.cells) else None

    def tell(
        self,
        code: ProblemCode,
        at: Field,
        *texts: str,
        message: str | None = None,
        other_row: int | None = None,
    ) -> None:
        """Writes down a problem in the column of a field; an error makes the field one that is in error."""
        column = self.column(at)
        problem = describe(
            code,
            row=self.row,
            column=column.letters if column else None,
            heading=column.heading if column else None,
            texts=texts,
            message=message,
            other_row=other_row,
        )
        self.problems.append(problem)
        if problem.is_error:
            self.in_error.add(at)

    def tell_of_formulas(self) -> None:
        """Formulas, and texts that would be taken for one, in the columns that are needed."""
        for wanted in self.layout.columns:
            cell = self.cell(wanted)
            if isinstance(cell, Formula):
                self.tell(ProblemCode.FORMULA_CELL, wanted)
            elif isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
                self.tell(ProblemCode.FORMULA_LIKE_TEXT, wanted)

    @property
    def has_error(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    def finished(self) -> ReferralRow | None:
        """The referral, or None while there is an error in the row."""
        source, locality = self.codes.get(Field.SOURCE), self.codes.get(Field.LOCALITY)
        outcome, status = self.codes.get(Field.OUTCOME), self.codes.get(Field.STATUS)
        received = self.received
        if self.has_error or self.reference is None or received.on is None or received.quality is None:
            return None
        if source is None or locality is None or outcome is None:
            return None
        return ReferralRow(
            spreadsheet_row=self.row,
            reference=self.reference,
            received_at=received.at,
            received_on=received.on,
            received_quality=received.quality,
            name=self.name or "",
            birth_date=self.birth_date,
            estimated_age=self.estimated_age,
            nhs_number=self.nhs_number,
            locality=locality.code,
            source=source.code,
            status=status.code if status else None,
            assessed_at=self.assessed.at,
            assessed_on=self.assessed.on,
            assessed_quality=self.assessed.quality,
            outcome=outcome.code,
            closed_on=self.closed_on,
            note=self.note,
            contact_type=contact_type_of(outcome=outcome, status=status, source=source),
            triage=triage_of(outcome=outcome, assessed=self.assessed.on is not None),
        )
