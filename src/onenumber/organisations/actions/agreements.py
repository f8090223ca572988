"""Agreements are written down, replaced by a newer text, and ended with a reason; nothing is written over."""

from datetime import datetime
from uuid import UUID

from amhp.calendar import say_moment
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Agreement, AgreementText, Service
from onenumber.organisations.policies import may_end_agreement, may_keep_agreements, may_write_agreement


@action("agreement.recorded", policy=may_write_agreement)
def record_agreement(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    text: AgreementText,
    replaces: Agreement | None = None,
    key: UUID | None = None,
) -> Done[Agreement]:
    """With `replaces` it takes the place of an older text, once. Raises Conflict when that is over already."""
    if replaces is not None:
        _refuse_over(_locked(replaces))
    row = Agreement.objects.create(
        service=service, replaces=replaces, happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name,
        **vars(text),
    )  # fmt: skip
    fields = ("replaces",) if replaces is not None else ()
    return _done(row, *fields)


@action("agreement.ended", policy=may_end_agreement)
def end_agreement(
    *, by: Viewer, at: datetime, agreement: Agreement, why: str, key: UUID | None = None
) -> Done[Agreement]:
    """It no longer holds from now on; `why` is needed. Raises Conflict when it is over or replaced already."""
    current = _locked(agreement)
    _refuse_over(current)
    Agreement.objects.filter(pk=current.pk).update(
        ended_at=at, ended_why=why, ended_by_id=by.user_id, ended_by_name=by.name
    )
    current.refresh_from_db()
    return _done(current)


@action("agreements.taken", policy=may_keep_agreements)
def take_agreements(*, by: Viewer, at: datetime, service: Service) -> Done[None]:
    """Somebody takes the list along as a file: leave the entry; the caller writes the file."""
    return Done(None, subject=f"service {service.pk}", service_id=service.pk)


def _locked(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("service").get(pk=agreement.pk)


def _refuse_over(agreement: Agreement) -> None:
    newer = Agreement.objects.filter(replaces=agreement).first()
    if newer is not None:
        raise _moved_on(f"{newer.by_name} has replaced it already.", newer)
    if agreement.ended_at is not None:
        when = say_moment(agreement.ended_at, agreement.ended_at)
        raise _moved_on(f"{agreement.ended_by_name} has ended it already, {when}.", agreement)


def _moved_on(message: str, agreement: Agreement) -> Conflict:
    return Conflict(message, link=f"/agreements/{agreement.pk}/", link_text="Open the agreement")


def _done(row: Agreement, *fields: str) -> Done[Agreement]:
    return Done(
        row,
        subject=f"agreement {row.pk}",
        service_id=row.service_id,
        fields=fields,
        leads_to=f"/agreements/{row.pk}/",
    )
