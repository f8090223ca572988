"""The sheets of a time on paper: handed out = typed in + void + missing, computed, never ticked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from onenumber.audit.models import FromPaper, Viewer
from onenumber.continuity.models import BY_CODE, PaperPeriod, Sheet, SheetEntry
from onenumber.records.models import Submission

ALIKE = timedelta(minutes=15)  # two sheets of one kind about one thing within this time may be the same
LONGEST = 20


@dataclass(frozen=True)
class Reckoned:
    """The sheets of a period counted."""

    handed_out: int
    typed: int
    void: int

    @property
    def missing(self) -> int:
        """What is neither typed in nor void: the difference."""
        return self.handed_out - self.typed - self.void


@dataclass(frozen=True)
class SheetStands:
    """One sheet, and what became of it: `entry` is what was typed from it, or was begun last."""

    sheet: Sheet
    entry: SheetEntry | None
    typed: bool
    leads_to: str
    typed_at: datetime | None


def _typed(entries: "QuerySet[SheetEntry]") -> "QuerySet[SheetEntry]":
    return entries.filter(Exists(Submission.objects.filter(paper_entry_id=OuterRef("pk"))))


def periods(viewer: Viewer) -> list[PaperPeriod]:
    """The times on paper of the viewer's services, newest first."""
    found = PaperPeriod.objects.filter(service_id__in=viewer.services()).select_related("service")
    return list(found.order_by("-happened_at", "-id"))


def period_of(viewer: Viewer, reference: str) -> PaperPeriod | None:
    """One of them by its reference."""
    if not (reference.isascii() and reference.isprintable()):
        return None
    found = PaperPeriod.objects.filter(reference=reference[:LONGEST], service_id__in=viewer.services())
    return found.select_related("service").first()


def open_period_of(service_id: int) -> PaperPeriod | None:
    """The time on paper whose sheets are being typed in now."""
    return PaperPeriod.objects.filter(service_id=service_id, ended_at__isnull=True).first()


def reckon(period: PaperPeriod) -> Reckoned:
    """Count the sheets of a period; one that is typed in and void counts as typed in."""
    sheets = period.sheets.all()
    typed = sheets.filter(pk__in=_typed(SheetEntry.objects.filter(sheet__period=period)).values("sheet_id"))
    return Reckoned(
        handed_out=sheets.count(),
        typed=typed.count(),
        void=sheets.filter(voided_at__isnull=False).exclude(pk__in=typed.values("pk")).count(),
    )


def sheets_of(period: PaperPeriod) -> list[SheetStands]:
    """Every sheet with what became of it, by number. Three queries."""
    entries: dict[int, list[SheetEntry]] = {}
    for entry in SheetEntry.objects.filter(sheet__period=period).order_by("recorded_at", "id"):
        entries.setdefault(entry.sheet_id, []).append(entry)
    numbers = [entry.pk for each in entries.values() for entry in each]
    answered = {row.paper_entry_id: row for row in Submission.objects.filter(paper_entry_id__in=numbers)}
    found = []
    for sheet in period.sheets.order_by("number"):
        begun = entries.get(sheet.pk, [])
        typed = [entry for entry in begun if entry.pk in answered]
        shown: SheetEntry | None = next(reversed(typed or begun), None)
        row = answered.get(shown.pk) if shown else None
        found.append(
            SheetStands(
                sheet, shown, bool(typed), row.leads_to if row else "", row.recorded_at if row else None
            )
        )
    return found


def sheet_numbered(period: PaperPeriod, number: int) -> Sheet | None:
    """A sheet of the period by its number."""
    return period.sheets.select_related("period__service").filter(number=number).first()


def is_typed(sheet: Sheet) -> bool:
    """Whether anything was typed in from this sheet."""
    return _typed(sheet.entries.all()).exists()


def alike(period: PaperPeriod, *, kind: str, about: str, happened_at: datetime) -> list[SheetEntry]:
    """What was typed in from other sheets of this time and may be the same thing."""
    near = SheetEntry.objects.filter(
        sheet__period=period,
        kind=kind,
        about=about,
        happened_at__range=(happened_at - ALIKE, happened_at + ALIKE),
    )
    return list(_typed(near).select_related("sheet").order_by("happened_at"))


def written_last(viewer: Viewer, period: PaperPeriod) -> SheetEntry | None:
    """What this viewer began last: sheets by one hand come one after another."""
    own = SheetEntry.objects.filter(sheet__period=period, by_id=viewer.user_id)
    return own.order_by("-recorded_at", "-id").first()


def screen_of(entry: SheetEntry) -> str:
    """The screen a sheet is typed into, with the sheet named in its address."""
    address = BY_CODE[entry.kind].address.format(reference=entry.about)
    return f"{address}{'&' if '?' in address else '?'}paper={entry.pk}"


def entry_being_typed(viewer: Viewer, text: str) -> SheetEntry | None:
    """The entry that an address names, if this viewer began it in a time on paper that is not finished."""
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST):
        return None
    return (
        SheetEntry.objects.select_related("sheet__period")
        .filter(
            pk=int(text) if int(text) < 2**63 else 0,
            by_id=viewer.user_id,
            sheet__period__ended_at__isnull=True,
            sheet__period__service_id__in=viewer.services(),
            sheet__voided_at__isnull=True,
        )
        .first()
    )


def was_typed(entry: SheetEntry) -> bool:
    """Whether a form was answered with this entry."""
    return Submission.objects.filter(paper_entry_id=entry.pk).exists()


def from_paper(entry: SheetEntry) -> FromPaper:
    """What the viewer carries while the sheet is typed in."""
    return FromPaper(
        entry_id=entry.pk,
        sheet=f"sheet {entry.sheet.number} of {entry.sheet.period.reference}",
        at=entry.happened_at,
        written_by=entry.written_by,
        practitioner_id=entry.practitioner_id,
    )
