"""What needs someone now, most pressing first; nothing is passed on by itself.

Order: a colleague who is not safe, a legal authority about to lapse, a limit of days about to end, back-up asked for, a
case nobody has been asked to take, an offer without an answer, a doctor or partner who has not answered or not come,
another service that asks or has not answered, a wait that is stuck, a follow-up that is due, what a phone tells
otherwise, a message that could not be delivered, a text nobody could place, a caller still waiting, no fresh pack for
an outage.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from amhp.calendar import say_day, say_left, say_moment, say_time
from onenumber.allocation.models import BackUp
from onenumber.cases.models import FollowUp
from onenumber.continuity.queries import PACK_EVERY, late_after
from onenumber.design.page import Tone
from onenumber.design.parts import NowLine
from onenumber.hub.presenters.addresses import address
from onenumber.hub.presenters.asks_now import no_answer, nobody_found, not_here, to_be_told
from onenumber.hub.presenters.limits import Limits
from onenumber.hub.presenters.requests_now import requests_between
from onenumber.hub.queries.board import BoardFacts, CaseRow
from onenumber.intake.models import Contact
from onenumber.messaging.models import Delivery
from onenumber.messaging.queries import Undelivered
from onenumber.organisations.queries import has_setting

FROM_PHONES = "/phone-entries/"
SEVERAL = 2  # people not reached who still have a line each
SHOWN = 80  # letters of a text that came in


def needs_you_now(
    facts: BoardFacts, cases: Sequence[CaseRow], *, at: datetime, limits: Limits, reads_texts: bool
) -> tuple[NowLine, ...]:
    """Every line; the page shows all of them, the first five carry keys."""
    return (
        *_not_safe(facts, at),
        *_lapsing(cases, at, limits),
        *_last_days(cases, at, limits),
        *_back_ups(facts, at),
        *_unowned(cases, at, limits),
        *_unanswered(facts, at),
        *no_answer(facts.asks, at),
        *nobody_found(cases, at),
        *to_be_told(facts.bed_searches, limits.ladder, at),
        *not_here(facts.asks, at, limits),
        *requests_between(facts.requests, facts.service.pk, at),
        *_stuck(cases, at, limits),
        *_follow_ups(facts, at),
        *_from_phones(facts),
        *_undelivered(facts),
        *_texts(facts, at, reads=reads_texts),
        *_callers(facts, at),
        *_pack(facts, at),
    )


def _case(reference: str) -> str:
    return address("hub:case", reference)


def _where(row: CaseRow) -> str:
    return f", {row.place or row.locality or 'place not known'}"


def _not_safe(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    for call in facts.not_safe:
        page = address("welfare:safety_call", call.number)
        has_it = f" {call.has_it} has it." if call.has_it else " Nobody has said yet that they have it."
        safe = " Says they are safe now: ring, then close." if call.says_safe_at else ""
        yield NowLine(
            tone=Tone.DANGER,
            what=f"Not safe {say_left(at - call.pressed_at)}",
            lead=f"{call.name} says: I am not safe.",
            reference=call.reference or "",
            reference_url=_case(call.reference) if call.reference else "",
            rest=f"{has_it}{safe}" + (f" Ring {call.telephone}" if call.telephone else ""),
            act="Open the call" if call.has_it else "I have it",
            act_url=page,
        )


def _lapsing(cases: Sequence[CaseRow], at: datetime, limits: Limits) -> Iterator[NowLine]:
    for row in cases:
        if row.ends_at is None or not limits.is_lapsing(row, at):
            continue
        if row.ends_at <= at:
            what, lead = (
                f"Ended {say_time(row.ends_at)}",
                f"Authority under {row.power} appears to have ended.",
            )
        else:
            what, lead = f"{say_left(row.ends_at - at)} left", f"{row.power} ends {say_time(row.ends_at)}."
        rest = _where(row) + (f". Waiting on: {row.waiting_on}" if row.waiting_on else "")
        yield NowLine(
            tone=Tone.DANGER,
            what=what,
            lead=lead,
            reference=row.reference,
            reference_url=_case(row.reference),
            rest=rest,
            act="Open case",
            act_url=_case(row.reference),
            ends_at=row.ends_at if row.ends_at > at else None,
        )


def _last_days(cases: Sequence[CaseRow], at: datetime, limits: Limits) -> Iterator[NowLine]:
    for row in cases:
        if row.ends_at is None or not limits.day_ends_soon(row, at):
            continue
        gone = row.ends_at <= at
        yield NowLine(
            tone=Tone.SOON,
            what="That day has gone" if gone else f"{say_left(row.ends_at - at)} left",
            lead=f"{row.power} ends with {say_day(row.ends_on)}.",
            reference=row.reference,
            reference_url=_case(row.reference),
            rest=f"{_where(row)}. {'Appears to have ended' if gone else 'Lack of a bed does not extend it'}",
            act="Open case",
            act_url=_case(row.reference),
        )


def _back_ups(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    for number, why, name, words, urgent, asked_at in facts.back_ups:
        yield NowLine(
            tone=Tone.DANGER if why == "unsafe" else Tone.SOON,
            what=f"Back-up asked {say_left(at - asked_at)}",
            lead=f"{name or 'A colleague'}: {'now, ' if urgent else ''}{_why(why)}.",
            rest=f" {words}" if words else "",
            act="Answer",
            act_url=address("allocation:back_up", number),
        )


def _why(code: str) -> str:
    return str(BackUp.Why(code).label)


def _unowned(cases: Sequence[CaseRow], at: datetime, limits: Limits) -> Iterator[NowLine]:
    for row in cases:
        if row.holder_id is None and not row.offered_to and at - row.received_at >= limits.unoffered:
            yield NowLine(
                tone=Tone.SOON,
                what=f"No owner {say_left(at - row.received_at)}",
                reference=row.reference,
                reference_url=_case(row.reference),
                rest=f"{_where(row)}. Nobody asked",
                act="Offer it",
                act_url=address("allocation:offer", row.reference),
            )


def _by(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")


def _unanswered(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    still_asked = {offer.reference for offer in facts.offers if offer.answer_by > at}
    for offer in facts.offers:
        if offer.answer_by <= at and offer.reference not in still_asked:
            yield NowLine(
                tone=Tone.SOON,
                what=f"No answer {say_left(at - offer.sent_at)}",
                reference=offer.reference,
                reference_url=_case(offer.reference),
                rest=f" offered to {offer.name}. Answer wanted by {_by(offer.answer_by, at)}",
                act="Ask someone else",
                act_url=address("allocation:offer", offer.reference),
            )


def _stuck(cases: Sequence[CaseRow], at: datetime, limits: Limits) -> Iterator[NowLine]:
    for row in cases:
        if row.waiting_since is not None and limits.is_stuck(row, at):
            yield NowLine(
                tone=Tone.SOON,
                what=f"Stuck {say_left(at - row.waiting_since)}",
                reference=row.reference,
                reference_url=_case(row.reference),
                rest=f", {row.waiting_on}",
                act="Open case",
                act_url=_case(row.reference),
            )


def _from_phones(facts: BoardFacts) -> Iterator[NowLine]:
    if facts.from_phones:
        yield NowLine(
            tone=Tone.SOON,
            what="From phones",
            lead=f"{facts.from_phones} kept apart from the record.",
            rest=" A person chooses which version holds",
            act="Choose",
            act_url=FROM_PHONES,
        )


def _undelivered(facts: BoardFacts) -> Iterator[NowLine]:
    """A line for each person who was not reached, or one for all of them when a case's message reached many not."""
    groups: dict[tuple[str, bool], dict[str, Undelivered]] = {}
    for lost in facts.undelivered:
        groups.setdefault((lost.about, bool(lost.given_up_at)), {}).setdefault(lost.to_name, lost)
    for (about, given_up), people in groups.items():
        address = _case(about) if about.startswith(f"{facts.service.prefix}-") else ""
        together = (
            [list(people.values())]
            if address and len(people) > SEVERAL
            else [[one] for one in people.values()]
        )
        for those in together:
            yield NowLine(
                tone=Tone.SOON,
                what="Not delivered" if given_up else "Not yet delivered",
                lead=_not_reached(those),
                reference=about,
                reference_url=address,
                rest=f" ({those[0].trouble})" if those[0].trouble else "",
                act="Ring instead" if address else "",
                act_url=address,
            )


def _not_reached(those: Sequence[Undelivered]) -> str:
    first, rest = those[0], len(those) - 1
    if rest:
        return f"{first.to_name} and {rest} more: the message did not arrive."
    return f"{first.to_name}: the {Delivery.Channel(first.channel).label} message did not arrive."


def _follow_ups(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    for row in facts.follow_ups:
        page = f"{_case(row.reference)}add/follow-up-end/?follow_up={row.follow_up_id}"
        yield NowLine(
            tone=Tone.SOON,
            what=f"Follow-up due {_by(row.due_at, at)}",
            reference=row.reference,
            reference_url=_case(row.reference),
            rest=f", {FollowUp.Kind(row.kind).label}. {row.owner} has it",
            act="What came of it",
            act_url=page,
        )


def _callers(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    for row in facts.contacts:
        page = address("hub:contact", row.reference)
        yield NowLine(
            tone=Tone.SOON,
            what=f"Not answered {say_left(at - row.received_at)}",
            reference=row.reference,
            reference_url=page,
            rest=f", {Contact.Kind(row.kind).label}{', ' + row.locality if row.locality else ''}",
            act="Answer it",
            act_url=page,
        )


def _texts(facts: BoardFacts, at: datetime, *, reads: bool) -> Iterator[NowLine]:
    """A text is somebody's own words: only who may answer it reads them."""
    for number, sender, words, received_at in facts.texts:
        yield NowLine(
            tone=Tone.SOON,
            what=f"Not placed {say_left(at - received_at)}",
            lead="A text nobody could place.",
            rest=f" From {'+' if sender.isdigit() else ''}{sender}: “{_short(words)}”" if reads else "",
            act="Read it" if reads else "",
            act_url=address("messaging:text", number) if reads else "",
        )


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _pack(facts: BoardFacts, at: datetime) -> Iterator[NowLine]:
    """Nothing before the worker's first try: a silent worker has its own line."""
    stands = facts.pack
    if stands is None or not has_setting(facts.service, PACK_EVERY):
        return
    late = stands.made_at is None or at - stands.made_at > late_after(facts.service)
    if late or stands.trouble:
        since = f"since {say_moment(stands.made_at, at)}" if stands.made_at else "yet"
        yield NowLine(
            tone=Tone.SOON,
            what="No fresh pack" if late else "A pack is missing",
            lead=f"The pack for an outage was not written {since}."
            if late
            else "The pack for an outage is in one place only.",
            rest=f" {stands.trouble[:1].upper()}{stands.trouble[1:]}. Tell the system administrator."
            if stands.trouble
            else " Tell the system administrator.",
        )
