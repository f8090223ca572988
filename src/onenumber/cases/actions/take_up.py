"""Take up a case: from now on this practitioner holds it, and decides in it.

At most one commitment of a practitioner is active, and a case has one holder: both kept by the database. The
rows of the case and of the practitioner are locked first, in that order, so that of several at once exactly
one wins and the others are told who.

All such locks are NO KEY: a commit checks its foreign keys while it holds the chain's head, and a plain lock on
what they point at would make it wait for somebody who waits for the head (a deadlock on PostgreSQL, met in a replay).
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from amhp.calendar import say_moment
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import authored, done
from onenumber.cases.actions._projection import refresh
from onenumber.cases.events import CaseTaken
from onenumber.cases.models import Case, Commitment
from onenumber.cases.policies import may_take_up
from onenumber.cases.queries import active_case_of, holder_of, is_closed
from onenumber.persons.actions import begin_relationship
from onenumber.workforce.models import Practitioner


class HoldsAnother(Conflict):
    """The practitioner is on another case. Only their own Yes takes this one as well."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"You are on {reference}. Take this as well?", link=f"/cases/{reference}/", link_text=reference
        )
        self.reference = reference


def _lock(case: Case, practitioner: Practitioner) -> None:
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    Practitioner.objects.select_for_update(of=("self",), no_key=True).get(pk=practitioner.pk)


def _refuse_taken(case: Case, at: datetime) -> None:
    held, link = holder_of(case.pk), f"/cases/{case.reference}/"
    if held is not None and held.ended_at is None:
        since = say_moment(held.since, at).removeprefix("today ")
        raise Conflict(f"{held.name} has {case.reference}, since {since}.")
    if is_closed(case.pk):
        raise Conflict(f"{case.reference} is closed. Reopen it first.", link=link, link_text="Open the case")


@action("case.taken_up", policy=may_take_up)
def take_up(
    *, by: Viewer, at: datetime, case: Case, practitioner: Practitioner, additional: bool = False,
    happened_at: datetime | None = None, happened_quality: str = "exact", key: UUID | None = None,
) -> Done[Commitment]:  # fmt: skip
    """Raises Conflict naming the holder, or HoldsAnother (with the reference) unless `additional` is their
    Yes.
    """
    _lock(case, practitioner)
    _refuse_taken(case, at)
    active = active_case_of(practitioner.pk)
    if active is not None and not additional:
        raise HoldsAnother(active.reference)
    kind = Commitment.Kind.ADDITIONAL if active is not None else Commitment.Kind.ACTIVE
    columns = authored(by=by, at=at, case=case, happened_at=happened_at or at, quality=happened_quality)
    try:
        with transaction.atomic():
            held = Commitment.objects.create(practitioner=practitioner, kind=kind, **columns)
    except IntegrityError:  # somebody slipped in between; say who
        _refuse_taken(case, at)
        active = active_case_of(practitioner.pk)
        raise (
            HoldsAnother(active.reference)
            if active
            else Conflict("Open the page again and answer once more.")
        ) from None
    if practitioner.user_id is not None:
        begin_relationship(
            by=by,
            at=at,
            user_id=practitioner.user_id,
            service=case.service,
            person=case.person,
            why="holds",
            caused_by=f"commitment {held.pk}",
        )
    refresh(case, at=at)
    event = CaseTaken(case.pk, case.service_id, practitioner.pk, at)
    return done(held, case, "commitment", events=(event,))
