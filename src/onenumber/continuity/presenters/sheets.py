"""The sheets of a time on paper: counted, and each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.continuity.models import BY_CODE, PaperPeriod, SheetEntry
from onenumber.continuity.queries import Reckoned, SheetStands
from onenumber.design.wording import weekday_moment


@dataclass(frozen=True)
class SheetLine:
    """One sheet. `icon` is a shape of the design; `url` leads to what was recorded."""

    number: int
    icon: str
    tone: str
    standing: str
    what: str
    detail: str
    url: str


@dataclass(frozen=True)
class PaperPage:
    """The page of one time on paper."""

    reference: str
    when: str
    pack: str
    finished: str
    reckoned: Reckoned
    sum: str
    missing: tuple[SheetLine, ...]
    settled: tuple[SheetLine, ...]


def paper_page(
    period: PaperPeriod, reckoned: Reckoned, sheets: Sequence[SheetStands], *, at: datetime
) -> PaperPage:
    """Missing ones first: they are the work."""
    lines = [_line(each, at) for each in sheets]
    until = f" to {weekday_moment(period.over_at)}" if period.over_at else ""
    return PaperPage(
        reference=period.reference,
        when=f"{weekday_moment(period.happened_at)}{until}",
        pack=period.pack,
        finished=f"Finished {say_moment(period.ended_at, at)}: no sheet is missing."
        if period.ended_at
        else "",
        reckoned=reckoned,
        sum=(
            f"{reckoned.handed_out} handed out = {reckoned.typed} typed in + {reckoned.void} void + "
            f"{reckoned.missing} missing"
        ),
        missing=tuple(line for line in lines if line.standing in {"missing", "begun"}),
        settled=tuple(line for line in lines if line.standing not in {"missing", "begun"}),
    )


def said_of(entry: SheetEntry) -> str:
    """What a sheet is, in a line."""
    about = f", {entry.about}" if entry.about else ""
    return f"{BY_CODE[entry.kind].title}{about}"


def _line(each: SheetStands, at: datetime) -> SheetLine:
    sheet, entry = each.sheet, each.entry
    if entry is not None and each.typed:
        happened = say_moment(entry.happened_at, at)
        by = f"{happened}, written by {entry.written_by}; typed in by {entry.by_name}"
        when = f" {say_moment(each.typed_at, at)}" if each.typed_at else ""
        return SheetLine(
            sheet.number, "done", "done", "typed in", said_of(entry), f"{by}{when}", each.leads_to
        )
    if sheet.voided_at is not None:
        return SheetLine(
            sheet.number, "dash", "", "void", sheet.void_reason, say_moment(sheet.voided_at, at), ""
        )
    if entry is not None:
        begun = f"{entry.by_name} began {say_moment(entry.recorded_at, at)} and has not saved it"
        return SheetLine(sheet.number, "asked", "", "begun", said_of(entry), begun, "")
    return SheetLine(sheet.number, "none", "", "missing", "", "", "")
