"""A sheet is begun to be typed in, or is void."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.continuity.models import PaperKind, Sheet, SheetEntry
from onenumber.continuity.policies import may_type_sheet
from onenumber.continuity.queries.sheets import screen_of
from onenumber.workforce.models import Practitioner


def _refuse_settled(sheet: Sheet) -> None:
    where = f"/paper/{sheet.period.reference}/"
    if sheet.period.ended_at is not None:
        raise Conflict(f"{sheet.period.reference} is finished.", link=where, link_text="Open it")
    if sheet.voided_at is not None:
        raise Conflict(
            f"Sheet {sheet.number} is void: {sheet.void_reason}.", link=where, link_text="Back to the sheets"
        )


@action("paper.sheet_begun", policy=may_type_sheet)
def begin_entry(
    *,
    by: Viewer,
    at: datetime,
    sheet: Sheet,
    kind: PaperKind,
    about: str,
    happened_at: datetime,
    written_by: str,
    practitioner: Practitioner | None = None,
    key: UUID | None = None,
) -> Done[SheetEntry]:
    """What stands on top of the sheet; the screen that it leads to records the rest."""
    _refuse_settled(sheet)
    entry = SheetEntry.objects.create(
        sheet=sheet,
        kind=kind.code,
        about=about,
        written_by=written_by,
        practitioner=practitioner,
        happened_at=happened_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(
        entry,
        subject=f"{sheet.period.reference} {sheet.number}",
        service_id=sheet.period.service_id,
        leads_to=screen_of(entry),
    )


@action("paper.sheet_voided", policy=may_type_sheet)
def void_sheet(
    *, by: Viewer, at: datetime, sheet: Sheet, reason: str, key: UUID | None = None
) -> Done[Sheet]:
    """Spoilt, blank, a copy of another, or lost: kept with its reason."""
    _refuse_settled(sheet)
    Sheet.objects.filter(pk=sheet.pk, voided_at__isnull=True).update(
        voided_at=at, voided_by_id=by.user_id, void_reason=reason
    )
    return Done(
        sheet,
        subject=f"{sheet.period.reference} {sheet.number}",
        service_id=sheet.period.service_id,
        leads_to=f"/paper/{sheet.period.reference}/",
    )
