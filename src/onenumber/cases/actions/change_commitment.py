"""The holder says how they stand to a case: with it now, taken as well, or nothing to do for now."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, done, ends_after
from onenumber.cases.actions._projection import refresh
from onenumber.cases.actions.take_up import HoldsAnother
from onenumber.cases.events import CommitmentEnded
from onenumber.cases.models import Case, Commitment
from onenumber.cases.policies import may_change_commitment, may_give_up
from onenumber.cases.queries import active_case_of
from onenumber.workforce.models import Practitioner

HOW = ("finished", "handed over", "stood down")


def _open_one(commitment: Commitment) -> Commitment:
    # The case before the practitioner, as everywhere, so that two actions never wait for each other.
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.case_id)
    Practitioner.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.practitioner_id)
    current = Commitment.objects.select_related("case", "practitioner").get(pk=commitment.pk)
    if current.ended_at is not None:
        raise Conflict(
            f"{current.practitioner.name} no longer holds {current.case.reference}.",
            link=f"/cases/{current.case.reference}/",
            link_text="Open the case",
        )
    return current


def _end(current: Commitment, *, by: Viewer, ended_at: datetime, how: str) -> None:
    Commitment.objects.filter(pk=current.pk).update(ended_at=ended_at, ended_by_id=by.user_id, ended_how=how)


@action("commitment.changed", policy=may_change_commitment)
def change_commitment(
    *,
    by: Viewer,
    at: datetime,
    commitment: Commitment,
    kind: str,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[Commitment]:
    """A new row; the earlier one ends as changed. Making it active while on another raises HoldsAnother."""
    if kind not in Commitment.Kind.values:
        raise ImpossibleFact("kind", "Choose how you stand to the case.")
    current, moment = _open_one(commitment), happened_at or at
    if current.kind == kind:
        return done(current, current.case)
    active = active_case_of(current.practitioner_id)
    if kind == Commitment.Kind.ACTIVE and active is not None and active.commitment_id != current.pk:
        raise HoldsAnother(active.reference)
    ends_after(starts_at=current.happened_at, ends_at=moment, at=at)
    _end(current, by=by, ended_at=moment, how="changed")
    changed = Commitment.objects.create(
        case=current.case,
        practitioner=current.practitioner,
        kind=kind,
        happened_at=moment,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    refresh(current.case, at=at)
    return done(changed, current.case, "commitment")


@action("commitment.ended", policy=may_give_up)
def give_up(
    *,
    by: Viewer,
    at: datetime,
    commitment: Commitment,
    how: str,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[Commitment]:
    """The holder finished, handed over or was stood down. They still held the case: their page stays open to
    them.
    """
    if how not in HOW:
        raise ImpossibleFact("how", "Choose how it ended: finished, handed over or stood down.")
    current, moment = _open_one(commitment), happened_at or at
    ends_after(starts_at=current.happened_at, ends_at=moment, at=at)
    _end(current, by=by, ended_at=moment, how=how)
    current.refresh_from_db()
    refresh(current.case, at=at)
    event = CommitmentEnded(current.case_id, current.case.service_id, current.practitioner_id, how, at)
    return done(current, current.case, "commitment", events=(event,))
