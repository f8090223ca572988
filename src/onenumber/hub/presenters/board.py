"""The board in words: what needs someone now, every open case, who is on duty, what is unanswered.

The order is printed beside the list and can be changed. Red is for a legal authority that lapses within the
service's own limit, or danger to life; nothing else.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString

from amhp.calendar import say_day, say_left, say_moment, say_time
from amhp.dataset import urgency_rank
from onenumber.design.icons import icon_mark
from onenumber.design.parts import NowLine
from onenumber.design.wording import machine_time
from onenumber.hub.presenters.addresses import address
from onenumber.hub.presenters.handover import HandoverNote, handover_notes
from onenumber.hub.presenters.limits import Limits
from onenumber.hub.presenters.needs_you_now import needs_you_now
from onenumber.hub.queries.board import BoardFacts, CaseRow, DutyRow

STAGES = {
    "ALLOCATE": "AMHP",
    "DOCTOR": "Doctor",
    "START": "To start",
    "BED": "Bed",
    "CONVEY": "Transport",
    "ADMIT": "Admission",
}
NOT_SEEN_YET = ("accepted", "arranging")
ORDERS = {
    "law": "soonest legal limit first",
    "waiting": "longest waiting first",
    "locality": "by locality",
    "holder": "by who holds it",
}


class CaseLine(NamedTuple):
    """One row of the open cases, in the order in which the template takes it apart."""

    reference: str
    url: str
    offer_url: str
    tone: str
    clock: str
    clock_note: str
    ends_at: str
    who: str
    place: str
    locality: str
    holder: str
    holder_note: str
    holder_mark: str | SafeString
    stuck: str
    stuck_note: str
    stuck_mark: str | SafeString
    next_at: str
    next_what: str


class DutyLine(NamedTuple):
    """One row of the people on duty, in the order in which the template takes it apart."""

    where: str
    name: str
    telephone: str
    ring: str
    mark: SafeString
    doing: str
    until: str


MARKS = {"": "", "asked": icon_mark("asked", "Offered"), "none": icon_mark("none", "Nobody yet")}
DUTY_MARKS = {
    "done": icon_mark("done", tone="done"),
    "set": icon_mark("set", tone="act"),
    "asked": icon_mark("asked"),
    "dash": icon_mark("dash"),
}


@dataclass(frozen=True)
class Board:
    """The whole board in words."""

    now: tuple[NowLine, ...]
    cases: tuple[CaseLine, ...]
    duties: tuple[DutyLine, ...]
    summary: str
    today: str
    free: str
    order: str
    orders: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str, str, str, bool], ...]
    contacts: tuple[tuple[str, str, str], ...]
    handovers: tuple[HandoverNote, ...]
    messages: tuple[tuple[str, str, str], ...]
    silence: str  # the worker's, in words; empty while it lives


def present_board(facts: BoardFacts, *, at: datetime, order: str, names: bool, reads_texts: bool) -> Board:
    """Turn the facts into the lines of the board at one moment."""
    chosen = order if order in ORDERS else "law"
    limits = Limits.of(facts.service)
    cases = sorted(facts.cases, key=lambda row: _key(row, chosen))
    not_accepted = sum(1 for row in cases if row.holder_id is None)
    return Board(
        now=needs_you_now(facts, cases, at=at, limits=limits, reads_texts=reads_texts),
        cases=tuple(_case_line(row, at=at, limits=limits, names=names) for row in cases),
        duties=_duty_lines(facts, at),
        silence=_silence(facts, at, limits),
        summary=f"{len(cases)} open, {not_accepted} not yet accepted",
        today=_today(facts.counts),
        free=_free(facts, at),
        order=chosen,
        orders=tuple(ORDERS.items()),
        offers=tuple(
            (
                offer.name,
                offer.reference,
                address("hub:case", offer.reference),
                say_left(at - offer.sent_at),
                offer.answer_by <= at,
            )
            for offer in facts.offers
            if offer.turn_at <= at
        ),
        messages=tuple(
            (say_moment(line.written_at, at).removeprefix("today "), line.subject, line.body)
            for line in facts.messages[:5]
        ),
        handovers=handover_notes(facts.handovers, at),
        contacts=tuple((row.reference, row.kind, say_left(at - row.received_at)) for row in facts.contacts),
    )


def _key(row: CaseRow, order: str) -> tuple[object, ...]:
    ends = row.ends_at.timestamp() if row.ends_at else float("inf")
    law = (ends, urgency_rank(row.priority or None), row.received_at.timestamp())
    if order == "waiting":
        return (row.received_at.timestamp(),)
    if order == "locality":
        return (row.locality, *law)
    if order == "holder":
        return (row.holder or "", *law)
    return law


def _clock(row: CaseRow, at: datetime) -> tuple[str, str]:
    if row.ends_at is None:
        waiting = f"waiting {say_left(at - row.received_at)}"
        return ("None yet", "starts at arrival, s135") if row.contact_type == "S135" else ("None", waiting)
    if row.ends_at <= at:
        return f"Ended {say_time(row.ends_at)}", f"{row.power} appears to have ended"
    if row.ends_on is not None:
        days = (row.ends_at - at).days
        return (
            f"{days} days" if days > 1 else say_left(row.ends_at - at)
        ), f"{'convey' if row.power.startswith('s6') else row.power} by {say_day(row.ends_on)}"
    return say_left(
        row.ends_at - at
    ), f"{row.power} ends {say_moment(row.ends_at, at).removeprefix('today ')}"


def _holder(row: CaseRow, at: datetime) -> tuple[str, str, str]:
    if row.holder_id is not None:
        since = f"since {say_moment(row.held_since, at).removeprefix('today ')}" if row.held_since else ""
        return row.holder, since, ""
    if row.offered_to:
        asked = f"asked {say_moment(row.offered_at, at).removeprefix('today ')}" if row.offered_at else ""
        return row.offered_to, asked, "asked"
    return "Not offered", f"waiting {say_left(at - row.received_at)}", "none"


def _next(row: CaseRow, at: datetime, limits: Limits) -> tuple[str, str]:
    if row.offered_to and row.answer_by:
        return say_moment(row.answer_by, at).removeprefix("today "), "answer wanted"
    if row.holder_id is None:
        due = row.received_at + limits.unoffered
        return say_moment(due, at).removeprefix("today "), "offer by"
    see_by = limits.see_by(row) if row.standing in NOT_SEEN_YET else None
    return (say_moment(see_by, at).removeprefix("today "), "see by") if see_by else ("", "")


def _silence(facts: BoardFacts, at: datetime, limits: Limits) -> str:
    if facts.beat_at is not None and at - facts.beat_at <= limits.silent:
        return ""
    since = f"since {say_moment(facts.beat_at, at)}" if facts.beat_at else "from the start"
    return f"The worker has been silent {since}. Ring people instead, and tell the system administrator."


def _case_line(row: CaseRow, *, at: datetime, limits: Limits, names: bool) -> CaseLine:
    clock, clock_note = _clock(row, at)
    holder, holder_note, mark = _holder(row, at)
    next_at, next_what = _next(row, at, limits)
    lapsing = limits.is_lapsing(row, at)
    waiting = limits.is_stuck(row, at)
    late = row.holder_id is None and row.answer_by is not None and row.answer_by <= at
    age = f"{'about ' if row.age_is_approximate else ''}{row.age}" if row.age is not None else "age not known"
    who = (
        f"{row.initials or 'not known'}, {age}"
        if names and not row.restricted
        else ("restricted" if names else "")
    )
    return CaseLine(
        reference=row.reference,
        url=address("hub:case", row.reference),
        offer_url=address("allocation:offer", row.reference) if row.holder_id is None else "",
        tone="d" if lapsing else ("s" if waiting or late else ""),
        clock=clock,
        clock_note=clock_note,
        ends_at=machine_time(row.ends_at) if row.ends_at is not None and row.ends_on is None else "",
        who=who,
        place=row.place.split(",")[0] or "Place not known",
        locality=row.locality,
        holder=holder,
        holder_note=holder_note,
        holder_mark=MARKS[mark],
        stuck=STAGES.get(row.wait_stage.upper(), row.waiting_on) if row.waiting_on else "",
        stuck_note=f"{row.waiting_on}, {say_left(at - row.waiting_since)}" if row.waiting_since else "",
        stuck_mark=icon_mark("soon", "Stuck", "soon") if waiting else icon_mark("asked", "Waiting"),
        next_at=next_at,
        next_what=next_what,
    )


def _short(reference: str) -> str:
    """The last part of a reference, enough among colleagues: 1796."""
    return reference.rpartition("-")[2]


def _doing(facts: BoardFacts) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in facts.cases:
        if row.holder_id is not None:
            found[row.holder_id].append(f"With {_short(row.reference)}")
    return found


def _duty_lines(facts: BoardFacts, at: datetime) -> tuple[DutyLine, ...]:
    doing = _doing(facts)
    asked = {offer.practitioner_id: offer.reference for offer in facts.offers}
    order = {"hub": 0, "spare": 1, "locality": 2, "edt": 3}
    lines = []
    for duty in sorted(facts.duties, key=lambda row: (order[row.kind], row.locality or "", row.name)):
        mark, words = _state(duty, at, doing.get(duty.practitioner_id, []), asked.get(duty.practitioner_id))
        until = say_time(duty.ends_at)
        ring = duty.telephone.replace(" ", "")
        lines.append(DutyLine(_where(duty), duty.name, duty.telephone, ring, DUTY_MARKS[mark], words, until))
    return tuple(lines)


def _state(duty: DutyRow, at: datetime, cases: list[str], asked: str | None) -> tuple[str, str]:
    if duty.starts_at > at:
        return "dash", f"On from {say_moment(duty.starts_at, at).removeprefix('today ')}"
    if cases:
        return "set", ", ".join(cases)
    if asked:
        return "asked", f"Offered {_short(asked)}, silent"
    return "done", "Free, back-up" if duty.kind == "spare" else "Free"


def _where(duty: DutyRow) -> str:
    return {"hub": "Hub", "spare": "Spare", "edt": "EDT"}.get(duty.kind) or duty.locality or ""


def _free(facts: BoardFacts, at: datetime) -> str:
    busy = set(_doing(facts))
    here = [duty for duty in facts.duties if duty.starts_at <= at]
    free = [duty for duty in here if duty.practitioner_id not in busy]
    spare = sum(1 for duty in free if duty.kind == "spare")
    return f"{len(free)} free, {spare} of them back-up. {len(here) - len(free)} committed"


def _today(counts: dict[str, int]) -> str:
    referrals = counts.get("referral", 0) + counts.get("nearest_relative", 0)
    return (
        f"{referrals} referrals, {counts.get('advice', 0)} advice, {counts.get('police', 0)} police line, "
        f"{counts.get('back_up', 0)} back-up"
    )
