"""My day in words, for one hand, rain and a doorstep: accept or decline, the next step, back-up under the thumb."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from amhp.calendar import say_left, say_moment
from onenumber.allocation.models import BackUp
from onenumber.allocation.queries import OpenOffer, ends_words, kind_of_place, power_words
from onenumber.cases.models import Attempt, CarryingOut
from onenumber.cases.queries import CaseFacts
from onenumber.hub.presenters.follow_up import ToDo, mine
from onenumber.hub.queries.my_day import Held, MyDay

FIRST_TO_ACCEPT = "is asked too: first to accept has it."


@dataclass(frozen=True)
class AskedCard:
    """One offer to me."""

    heading: str
    ends: str
    about: str
    line: str
    answer_by: str
    url: str


@dataclass(frozen=True)
class HeldCard:
    """One case in my hands."""

    reference: str
    url: str
    place: str
    kind: str
    kind_words: str
    steps: tuple[tuple[str, str, bool], ...]
    next_step: str
    next_words: str
    corrections: tuple[tuple[str, str], ...]  # a time as it is recorded, and where it is corrected


@dataclass(frozen=True)
class DayView:
    """The page's words."""

    asked: tuple[AskedCard, ...]
    held: tuple[HeldCard, ...]
    later: tuple[tuple[str, str], ...]
    duty: str
    back_ups: tuple[str, ...]
    follow_ups: tuple[ToDo, ...]
    messages: tuple[tuple[str, str], ...]


def present_my_day(day: MyDay, *, at: datetime) -> DayView:
    """The day at one moment."""
    current = next((duty for duty in day.duties if duty.starts_at <= at), None)
    later = [
        (_short(duty.starts_at, at), f"{duty.get_kind_display()} duty, until {_short(duty.ends_at, at)}")
        for duty in day.duties
        if duty.starts_at > at
    ]
    return DayView(
        asked=tuple(
            _asked(each, facts, day.also_asked.get(each.offer.pk, []), at) for each, facts in day.asked
        ),
        held=tuple(_held(each, at) for each in day.held),
        later=tuple(later),
        duty=f"Duty to {_short(current.ends_at, at)}" if current else "Not on duty now",
        messages=tuple((_short(line.written_at, at), line.body) for line in day.messages[:5]),
        follow_ups=mine(day.follow_ups, at),
        back_ups=tuple(_back_up(each, at) for each in day.back_ups),
    )


def _short(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")


def _capital(text: str) -> str:
    return text if text[:1] == "s" and text[1:2].isdigit() else text[:1].upper() + text[1:]


def _asked(each: OpenOffer, facts: CaseFacts, others: list[str], at: datetime) -> AskedCard:
    case = each.offer.case
    power = power_words(facts)
    also = f" {' and '.join(others)} {FIRST_TO_ACCEPT}" if others else ""
    return AskedCard(
        heading=f"{_capital(power)} {kind_of_place(facts)}".strip(),
        ends=_capital(ends_words(facts)),
        about=f"{case.reference}, {case.locality.name if case.locality else 'locality not known'}.{also}",
        line=each.offer.line,
        answer_by=_short(each.turn.answer_by, at),
        url=reverse("allocation:answer", args=[each.offer.pk]),
    )


def _held(each: Held, at: datetime) -> HeldCard:
    facts, commitment = each.facts, each.commitment
    arrived = facts.step(CarryingOut.Step.ARRIVED)
    started = facts.open_attempt or next(
        (row for row in reversed(facts.attempts) if row.result == Attempt.Result.DONE), None
    )
    done = facts.assessed and facts.open_attempt is None
    ended = started.ended_at if started is not None and done else None
    steps = (
        ("Accepted", _short(facts.held_since or commitment.happened_at, at), True),
        ("Arrived", _short(arrived.happened_at, at) if arrived else "", arrived is not None),
        ("Started", _short(started.happened_at, at) if started else "", started is not None),
        ("Finished", _short(ended, at) if ended else "", done),
    )
    if facts.open_attempt is not None:
        step = ("finished", "I have finished")
    elif started is not None:
        step = ("", "")
    elif arrived is not None:
        step = ("started", "I have started")
    else:
        step = ("arrived", "I have arrived")
    return HeldCard(
        reference=facts.case.reference,
        url=reverse("hub:case", args=[facts.case.reference]),
        place=facts.place or "place not known",
        kind=commitment.kind,
        kind_words=str(commitment.get_kind_display()),
        steps=steps,
        next_step=step[0],
        next_words=step[1],
        corrections=_corrections(facts.case.reference, arrived, started, ended, at),
    )


def _corrections(
    reference: str, arrived: CarryingOut | None, started: Attempt | None, ended: datetime | None, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Each time that was tapped, with the form that corrects the row it stands in."""
    form = reverse("cases:add", args=[reference, "correction"])
    found = []
    if arrived is not None:
        words = f"Arrived {_short(arrived.happened_at, at)}"
        found.append((words, f"{form}?fact=carrying-out-{arrived.pk}"))
    if started is not None:
        over = f", finished {_short(ended, at)}" if ended else ""
        words = f"Started {_short(started.happened_at, at)}{over}"
        found.append((words, f"{form}?fact=attempt-{started.pk}"))
    return tuple(found)


def _back_up(each: BackUp, at: datetime) -> str:
    asked = f"Back-up asked {say_left(at - each.happened_at)} ago"
    if each.answered_by is None:
        return f"{asked}: no answer yet. Ring the hub if it cannot wait."
    return f"{asked}: {each.answered_by.name} has it."
