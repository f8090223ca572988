"""A time on paper begins, sheets are handed out, and it ends when none of them is missing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.continuity.models import PaperPeriod, Sheet
from onenumber.continuity.policies import may_keep_paper, may_keep_period
from onenumber.continuity.queries.sheets import open_period_of, reckon
from onenumber.organisations.models import Service
from onenumber.records.references import next_reference


def _done(period: PaperPeriod, *fields: str) -> Done[PaperPeriod]:
    return Done(
        period,
        subject=period.reference,
        service_id=period.service_id,
        fields=fields,
        leads_to=f"/paper/{period.reference}/",
    )


@action("paper.begun", policy=may_keep_paper)
def begin_paper(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    began_at: datetime,
    over_at: datetime | None,
    pack: str,
    numbers: Iterable[int],
    key: UUID | None = None,
) -> Done[PaperPeriod]:
    """One period at a time in a service. `numbers` are those of the sheets handed out so far."""
    running = open_period_of(service.pk)
    if running is not None:
        raise Conflict(
            f"{running.reference} is not finished: its sheets come first.",
            link=f"/paper/{running.reference}/",
            link_text=f"Open {running.reference}",
        )
    period = PaperPeriod.objects.create(
        reference=next_reference(f"{service.prefix}-P", at=at),
        service=service,
        pack=pack,
        over_at=over_at,
        happened_at=began_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    _hand_out(period, numbers, by=by, at=at)
    return _done(period, "sheets")


@action("paper.sheets_handed_out", policy=may_keep_period)
def hand_out_sheets(
    *, by: Viewer, at: datetime, period: PaperPeriod, numbers: Iterable[int], key: UUID | None = None
) -> Done[PaperPeriod]:
    """More sheets of the same time; a number that is listed already stays as it is."""
    _refuse_ended(period)
    _hand_out(period, numbers, by=by, at=at)
    return _done(period, "sheets")


def _hand_out(period: PaperPeriod, numbers: Iterable[int], *, by: Viewer, at: datetime) -> None:
    known = set(period.sheets.values_list("number", flat=True))
    fact = {"happened_at": period.happened_at, "recorded_at": at, "by_id": by.user_id, "by_name": by.name}
    Sheet.objects.bulk_create(
        Sheet(period=period, number=number, **fact) for number in sorted(set(numbers) - known)
    )


def _refuse_ended(period: PaperPeriod) -> None:
    if PaperPeriod.objects.filter(pk=period.pk, ended_at__isnull=False).exists():
        raise Conflict(
            f"{period.reference} is finished. Begin a new one.", link="/paper/", link_text="From paper"
        )


@action("paper.ended", policy=may_keep_period)
def end_paper(*, by: Viewer, at: datetime, period: PaperPeriod, key: UUID | None = None) -> Done[PaperPeriod]:
    """Nothing is missing: sheets handed out = typed in + void. Raises Conflict with the difference otherwise."""
    PaperPeriod.objects.select_for_update(of=("self",), no_key=True).get(pk=period.pk)
    _refuse_ended(period)
    reckoned = reckon(period)
    if reckoned.missing:
        raise Conflict(
            f"{reckoned.missing} of {reckoned.handed_out} sheets are missing. Type them in, or say why one is void.",
            link=f"/paper/{period.reference}/",
            link_text="Back to the sheets",
        )
    PaperPeriod.objects.filter(pk=period.pk, ended_at__isnull=True).update(
        ended_at=at, ended_by_id=by.user_id
    )
    return _done(period)
