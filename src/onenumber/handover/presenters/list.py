"""A list in words: what stops the signatures first, then each item, who is still out, and both signatures."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_left, say_time
from onenumber.design.wording import weekday_moment
from onenumber.handover.models import Handover, HandoverItem, Signature
from onenumber.handover.presenters.item import ItemPage, present_item, short
from onenumber.handover.queries import ItemFacts, ListFacts

DUTIES = {Handover.Duty.DAY: "the day service", Handover.Duty.EDT: "EDT"}
SHORT = {Handover.Duty.DAY: "Day", Handover.Duty.EDT: "EDT"}


@dataclass(frozen=True)
class Stop:
    """Something before both can sign, with where it is put right."""

    words: str
    url: str


@dataclass(frozen=True)
class Signed:
    """One side: who signs, and when they did."""

    side: str
    label: str
    name: str
    when: str
    items: str


@dataclass(frozen=True)
class ListPage:
    """The page."""

    url: str
    print_url: str
    title: str
    when: str
    to_go: str
    coordinator: str
    stops: tuple[Stop, ...]
    items: tuple[ItemPage, ...]
    summary: tuple[tuple[str, str], ...]
    still_out: tuple[tuple[str, str, str], ...]
    signed: tuple[Signed, ...]
    is_signed: bool
    receiver: str
    subject: str


def title_of(handover: Handover) -> str:
    """To whom it goes."""
    other = handover.receiving_service_id != handover.giving_service_id
    return f"Handover to {handover.receiving_service.name if other else DUTIES[Handover.Duty(handover.receiving_duty)]}"


def present_list(facts: ListFacts, at: datetime, *, names: bool = True) -> ListPage:
    """The list at one moment."""
    handover = facts.handover
    title = title_of(handover)
    return ListPage(
        url=f"/handover/{handover.pk}/",
        print_url=f"/handover/{handover.pk}/print/",
        title=title,
        when=weekday_moment(handover.boundary_at),
        to_go=_to_go(handover, at),
        coordinator=handover.coordinator.name,
        stops=tuple(_stop(each) for each in (*facts.asked, *_only_waiting(facts))),
        items=tuple(present_item(each, at, names=names) for each in facts.items),
        summary=_summary(facts),
        still_out=_still_out(facts, at),
        signed=tuple(_signed(side, facts) for side in Signature.Side),
        is_signed=facts.is_signed,
        receiver=SHORT[Handover.Duty(handover.receiving_duty)],
        subject=f"{title}, {weekday_moment(handover.boundary_at)}",
    )


def _only_waiting(facts: ListFacts) -> tuple[ItemFacts, ...]:
    return tuple(each for each in facts.waiting if not each.open_questions)


def _stop(each: ItemFacts) -> Stop:
    url = f"/handover/items/{each.item.pk}/"
    if each.open_questions:
        return Stop(f"Answer the question on {each.name}", url)
    receiver = SHORT[Handover.Duty(each.item.handover.receiving_duty)]
    return Stop(f"{receiver} to accept {each.name}", url)


def _to_go(handover: Handover, at: datetime) -> str:
    if at < handover.boundary_at:
        return f"{say_left(handover.boundary_at - at)} to go"
    return f"the duty ended {say_left(at - handover.boundary_at)} ago"


def _summary(facts: ListFacts) -> tuple[tuple[str, str], ...]:
    """Number and tone, in the order of the work."""
    accepted = sum(1 for each in facts.items if each.acceptance is not None)
    settled = sum(1 for each in facts.items if each.settled and each.acceptance is None)
    waiting = len(_only_waiting(facts))
    parts = [(f"{accepted} accepted by name", "green")]
    if facts.asked:
        parts.append((f"{len(facts.asked)} with a question", "amber"))
    if waiting:
        parts.append((f"{waiting} not accepted yet", "amber"))
    if settled:
        parts.append((f"{settled} settled meanwhile", ""))
    return tuple(parts)


def _still_out(facts: ListFacts, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """Who is with a case now: name, case, since when."""
    rows = [
        each.case
        for each in facts.items
        if each.case is not None and each.case.holder and each.item.kind == HandoverItem.Kind.CASE
    ]
    return tuple(
        (row.holder, row.reference, f"since {short(row.held_since, at)}" if row.held_since else "")
        for row in rows
    )


def _signed(side: str, facts: ListFacts) -> Signed:
    handover, row = facts.handover, facts.signatures.get(side)
    giving = side == Signature.Side.GIVING
    duty = handover.giving_duty if giving else handover.receiving_duty
    label = SHORT[Handover.Duty(duty)]
    if row is None:
        return Signed(side, label, handover.coordinator.name if giving else "", "", "")
    return Signed(side, label, row.practitioner.name, say_time(row.happened_at), f"{row.items} items")
