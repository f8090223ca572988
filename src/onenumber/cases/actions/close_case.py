"""Close a case, void one opened by mistake, and take a closed one up again.

No wait, attempt or follow-up stays open on a closed case, and nobody else's hands are on it; while written reasons
are owed it is following up, not closed. What stands in the way is said with what to do about it.
"""

from datetime import datetime
from uuid import UUID

from amhp.dataset import label
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done
from onenumber.cases.actions._projection import refresh
from onenumber.cases.actions.change_commitment import give_up
from onenumber.cases.actions.close_wait import close_wait
from onenumber.cases.actions.end_follow_up import end_follow_up
from onenumber.cases.actions.record_attempt import finish_attempt
from onenumber.cases.events import CaseClosed, CaseReopened
from onenumber.cases.models import Case, Closure
from onenumber.cases.policies import may_arrange
from onenumber.cases.queries import CaseFacts, facts_of

LONGEST_MINUTES = 2880


def _open_facts(case: Case) -> CaseFacts:
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    facts = facts_of(case)
    if facts.closure is not None:
        raise Conflict(
            f"{case.reference} is closed already.",
            link=f"/cases/{case.reference}/",
            link_text="Open the case",
        )
    return facts


def _refuse_open_ends(facts: CaseFacts, *, end_waits: bool, reasons_stay_owed: bool) -> None:
    if facts.open_follow_ups:
        row = facts.open_follow_ups[0]
        what = f"{facts.owner_of(row).name} has still to follow up: {row.what.rstrip('.')}."
        raise ImpossibleFact(
            "detail", f"{what} Say what came of it first; until then the case is following up."
        )
    if facts.open_waits and not end_waits:
        wait = facts.open_waits[0]
        what = f"A wait is still open: {label('CL-DEL', wait.reason)}, {wait.agency}."
        raise ImpossibleFact("end_waits", f"{what} End it, or tick to end it now.")
    if facts.open_attempt is not None:
        what = "An attempt to see the person has no result yet."
        raise ImpossibleFact("detail", f"{what} Say how it ended first.")
    if facts.reasons_owed is not None and not reasons_stay_owed:
        what = "Written reasons are still owed to the nearest relative."
        raise ImpossibleFact(
            "reasons_stay_owed", f"{what} Send them first, or tick to close it all the same."
        )


def _refuse_in_hand(facts: CaseFacts, *, by: Viewer) -> None:
    """Somebody else holds it. Only they, or whoever says that they have finished, closes it."""
    held = facts.commitment
    brought_in = by.may_in(facts.case.service_id, ("importer",))
    if held is not None and held.practitioner_id != by.practitioner_id and not brought_in:
        name = held.practitioner.name
        raise ImpossibleFact(
            "holder_finished", f"{name} still holds this case. Ask them, or tick that they finished."
        )


def _end_what_is_open(facts: CaseFacts, *, by: Viewer, at: datetime, moment: datetime) -> None:
    for wait in facts.open_waits:
        close_wait(by=by, at=at, wait=wait, ended_at=max(wait.happened_at, moment))
    for row in facts.open_follow_ups:  # only a case opened by mistake comes here with one
        end_follow_up(
            by=by, at=at, follow_up=row, how="not_needed", came_of_it="The case was opened by mistake."
        )
    held = facts.commitment
    if held is not None:
        give_up(by=by, at=at, commitment=held, how="finished", happened_at=max(held.happened_at, moment))


@action("case.closed", policy=may_arrange)
def close_case(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    happened_at: datetime | None = None,
    detail: str = "",
    amhp_minutes: int | None = None,
    end_waits: bool = False,
    reasons_stay_owed: bool = False,
    holder_finished: bool = False,
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[Closure]:
    """The work is finished; whoever holds the case has finished too."""
    facts, moment = _open_facts(case), happened_at or at
    if amhp_minutes is not None and not 0 <= amhp_minutes <= LONGEST_MINUTES:
        raise ImpossibleFact("amhp_minutes", f"Minutes go from 0 to {LONGEST_MINUTES} (two days).")
    _refuse_open_ends(facts, end_waits=end_waits, reasons_stay_owed=reasons_stay_owed)
    if not holder_finished:
        _refuse_in_hand(facts, by=by)
    columns = authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality)
    _end_what_is_open(facts, by=by, at=at, moment=moment)
    closure = Closure.objects.create(kind="closed", detail=detail, amhp_minutes=amhp_minutes, **columns)
    refresh(case, at=at)
    return done(closure, case, "closure", events=(CaseClosed(case.pk, case.service_id, "closed", at),))


@action("case.voided", policy=may_arrange)
def void_case(*, by: Viewer, at: datetime, case: Case, reason: str, key: UUID | None = None) -> Done[Closure]:
    """Opened by mistake. It stays on the record with the reason, and makes no row of the return."""
    if not reason.strip():
        raise ImpossibleFact("detail", "Write why this case was opened by mistake.")
    facts = _open_facts(case)
    if facts.open_attempt is not None:
        finish_attempt(by=by, at=at, attempt=facts.open_attempt, result="STOOD_DOWN")
    _end_what_is_open(facts, by=by, at=at, moment=at)
    columns = authored(by=by, at=at, case=case, happened_at=at)
    closure = Closure.objects.create(kind="voided", detail=reason, **columns)
    refresh(case, at=at)
    return done(closure, case, "closure", events=(CaseClosed(case.pk, case.service_id, "voided", at),))


@action("case.reopened", policy=may_arrange)
def reopen_case(
    *, by: Viewer, at: datetime, case: Case, reason: str, key: UUID | None = None
) -> Done[Closure]:
    """It goes on: the closure is struck out with the reason, and stays on the timeline."""
    if not reason.strip():
        raise ImpossibleFact("reason", "Write why the case goes on.")
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    closure = facts_of(case).closure
    if closure is None:
        raise Conflict(
            f"{case.reference} is open.", link=f"/cases/{case.reference}/", link_text="Open the case"
        )
    struck = Closure.objects.create(
        kind=closure.kind,
        detail=closure.detail,
        corrects=closure,
        correction_reason=reason,
        struck_out=True,
        **authored(by=by, at=at, case=case, happened_at=at),
    )
    refresh(case, at=at)
    return done(struck, case, "closure", events=(CaseReopened(case.pk, case.service_id, at),))
