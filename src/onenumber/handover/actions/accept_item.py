"""Accept an item by name: from now on it is theirs. Accepting a case may also take it over from its holder.

The holder's commitment then ends as "handed over" and a new one begins, by the receiver's own acceptance and nobody
else's. Within one service a follow-up gets its new owner in the same act.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onenumber.allocation.actions import withdraw_offer
from onenumber.allocation.queries import open_offers
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, give_up, hand_follow_up, take_up
from onenumber.cases.models import Case, FollowUp
from onenumber.cases.queries import facts_of, owner_of_follow_up
from onenumber.handover.actions._letting_in import let_in_by_name
from onenumber.handover.actions._rows import (
    authored,
    done,
    let_by_the_list,
    locked,
    moved_on,
    own_practitioner,
)
from onenumber.handover.models import HandoverItem, ItemAcceptance
from onenumber.handover.policies import may_receive
from onenumber.handover.queries import ItemFacts, read_item
from onenumber.workforce.models import Practitioner

TAKEN_OVER = "taken over at handover"


def _refuse_accepted(facts: ItemFacts) -> None:
    handover = facts.item.handover
    if facts.acceptance is not None:
        raise moved_on(f"{facts.acceptance.practitioner.name} has accepted this already.", handover)
    if facts.settled:
        raise moved_on("This is no longer open: there is nothing to accept.", handover)


def _take_over(case: Case, practitioner: Practitioner, *, by: Viewer, at: datetime, additional: bool) -> None:
    let = let_by_the_list(by, case.service_id)
    held = facts_of(case).commitment
    if held is not None and held.practitioner_id == practitioner.pk:
        return
    if held is not None:
        give_up(by=let, at=at, commitment=held, how="handed over", happened_at=max(at, held.happened_at))
    for each in open_offers(case):
        each.offer.case = case
        withdraw_offer(by=let, at=at, offer=each.offer, reason=TAKEN_OVER)
    take_up(by=by, at=at, case=case, practitioner=practitioner, additional=additional)


def _hand_on(follow_up: FollowUp, practitioner: Practitioner, *, by: Viewer, at: datetime) -> None:
    if owner_of_follow_up(follow_up.pk) != practitioner.pk:
        let = let_by_the_list(by, follow_up.case.service_id)
        hand_follow_up(by=let, at=at, follow_up=follow_up, to=practitioner, reason="Accepted at handover")


@action("handover_item.accepted", policy=may_receive)
def accept_item(
    *,
    by: Viewer,
    at: datetime,
    item: HandoverItem,
    take_over: bool = False,
    additional: bool = False,
    key: UUID | None = None,
) -> Done[ItemAcceptance]:
    """Raises Conflict naming who has it, or cases' HoldsAnother unless `additional` is their own Yes."""
    handover = locked(item.handover)
    facts = read_item(item)
    _refuse_accepted(facts)
    if take_over and not facts.can_be_taken_over:
        raise ImpossibleFact("take_over", "This case is not handed over: its holder stays with it.")
    practitioner = own_practitioner(by)
    try:
        with transaction.atomic():
            accepted = ItemAcceptance.objects.create(
                item=item, practitioner=practitioner, took_case_over=take_over, **authored(by=by, at=at)
            )
    except IntegrityError:
        _refuse_accepted(read_item(item))
        raise Conflict("Open the page again and answer once more.") from None
    let_in_by_name(item, by.user_id, by=by, at=at)
    if take_over and item.case is not None:
        _take_over(item.case, practitioner, by=by, at=at, additional=additional)
    if item.follow_up is not None and handover.giving_service_id == practitioner.service_id:
        _hand_on(item.follow_up, practitioner, by=by, at=at)
    return done(accepted, handover, "acceptance", item=item)
