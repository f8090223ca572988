"""The search for a bed: every one asked, the ladder of who is told and when, and the limits that run meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from amhp.calendar import say_left, say_moment
from onenumber.allocation.models import Ask, Escalation
from onenumber.allocation.presenters.coming_words import short
from onenumber.allocation.queries import Ladder, due_at, due_rung
from onenumber.cases.queries import CaseFacts, clocks_of


@dataclass(frozen=True, kw_only=True)
class SearchLine:
    """One ask for a bed."""

    when: str
    whom: str
    telephone: str
    icon: str
    answer: str
    reason: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RungLine:
    """One rung: who, from when, who agreed to it, and whether they were told."""

    number: int
    tell: str
    telephone: str
    agreed_by: str
    due: str
    icon: str
    told: str


@dataclass(frozen=True, kw_only=True)
class BedSearch:
    """The page's words."""

    reference: str
    case_url: str
    ask_url: str
    summary: str
    found: str
    searched: tuple[SearchLine, ...]
    rungs: tuple[RungLine, ...]
    others_told: tuple[str, ...]
    due_now: str
    limits: tuple[str, ...]


def bed_search(
    facts: CaseFacts, asks: Sequence[Ask], escalations: Sequence[Escalation], ladder: Ladder,
    *, at: datetime,
) -> BedSearch:  # fmt: skip
    """The search as it stands. The ladder is counted from the first ask for a bed."""
    reference = facts.case.reference
    beds = [ask for ask in asks if ask.what == Ask.What.BED and ask.follows_id is None]
    found = next((ask.whom for ask in reversed(beds) if ask.stands), "")
    told = [row for row in escalations if row.what == Ask.What.BED]
    begun = beds[0].happened_at if beds else None
    rungs = tuple(_rung(number, rung, told, begun, at) for number, rung in enumerate(ladder, start=1))
    told_rung = max((row.rung or 0 for row in told), default=0)
    due = due_rung(ladder, told_rung, begun, at) if begun and not found else None
    return BedSearch(
        reference=reference,
        case_url=f"/cases/{reference}/",
        ask_url=f"/cases/{reference}/ask/bed/",
        summary=f"{len(beds)} asked since {short(begun, at)}, {say_left(at - begun)}"
        if begun
        else "Nobody asked yet",
        found=found,
        searched=tuple(_line(ask, at) for ask in reversed(beds)),
        rungs=rungs,
        others_told=tuple(
            f"{row.told}, {say_moment(row.happened_at, at)}" for row in told if row.rung is None
        ),
        due_now=f"{due['tell']} is to be told now." if due else "",
        limits=tuple(_limits(facts, at)),
    )


def _line(ask: Ask, at: datetime) -> SearchLine:
    icon, words = {
        "confirmed": ("done", "found"),
        "declined": ("dash", "none"),
        "withdrawn": ("dash", "no longer asked"),
    }.get(ask.answer, ("asked", "no answer yet"))
    answered = f"{words}, {short(ask.answered_at, at)}" if ask.answered_at else words
    return SearchLine(
        when=short(ask.happened_at, at),
        whom=ask.whom,
        telephone=ask.telephone,
        icon=icon,
        answer=answered,
        reason=ask.answer_reason or ask.note,
        url=f"/asks/{ask.pk}/",
    )


def _rung(
    number: int, rung: Mapping[str, Any], told: Sequence[Escalation], begun: datetime | None, at: datetime
) -> RungLine:
    row = next((row for row in told if row.rung == number), None)
    from_then = due_at(rung, begun) if begun else None
    due = (
        f"from {short(from_then, at)}"
        if from_then
        else f"after {say_left(timedelta(minutes=rung['minutes']))}"
    )
    icon, words = "none", ""
    if row is not None:
        icon, words = "done", f"told {short(row.happened_at, at)}{f': {row.said}' if row.said else ''}"
    elif from_then is not None and from_then <= at:
        icon, words = "soon", f"not told yet, due {say_left(at - from_then)} ago"
    return RungLine(
        number=number, tell=rung["tell"], telephone=rung["telephone"], agreed_by=rung["agreed_by"], due=due, icon=icon,
        told=words,
    )  # fmt: skip


def _limits(facts: CaseFacts, at: datetime) -> list[str]:
    """What runs while the search goes on: the law's clocks that no fact has ended, in their own words."""
    running = [clock for clock in clocks_of(facts, at) if clock.ended_at is None]
    return [
        f"{clock.name}: {clock.ends_said[:1].lower()}{clock.ends_said[1:]} ({clock.short})."
        + (f" {say_left(clock.left(at=at))} left." if clock.ends_at > at else " That time has gone.")
        for clock in sorted(running, key=lambda clock: clock.ends_at)
    ]
