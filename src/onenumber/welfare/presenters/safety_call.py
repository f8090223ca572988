"""A safety call in words: for whoever answers it, and for whoever made it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import say_left, say_moment
from onenumber.design.parts import TimelineEntry
from onenumber.welfare.models import SafetyAnswer, SafetyCall

APART = timedelta(minutes=2)
ICONS = {"has_it": "done", "done": "set", "again": "danger", "safe": "ring"}


@dataclass(frozen=True, kw_only=True)
class SafetyCallPage:
    """What stands on the page of one call."""

    number: int
    name: str
    telephone: str
    reference: str
    where: str
    pressed: str
    has_it: str
    ended: str
    done: str
    lines: tuple[TimelineEntry, ...]


@dataclass(frozen=True, kw_only=True)
class OwnCall:
    """What whoever called reads on My day."""

    url: str
    told: str
    has_it: str


def pressed_words(call: SafetyCall, at: datetime) -> str:
    """When it was pressed; and when it came in, if the phone had no signal meanwhile."""
    pressed = f"Pressed {say_moment(call.happened_at, at)}, {say_left(at - call.happened_at)} ago."
    late = call.recorded_at - call.happened_at > APART
    return (
        f"{pressed} The phone had no signal: it came in {say_moment(call.recorded_at, at)}."
        if late
        else pressed
    )


def safety_call_page(
    call: SafetyCall, answers: list[SafetyAnswer], *, at: datetime, with_case: bool
) -> SafetyCallPage:
    """The words of one call; the case only for those who may know it."""
    case = call.case if with_case else None
    has_it = next((each for each in reversed(answers) if each.kind == SafetyAnswer.Kind.HAS_IT), None)
    ended = (
        f"{call.ended_by_name} closed it {say_moment(call.ended_at, at)}."
        if call.ended_at is not None
        else ""
    )
    return SafetyCallPage(
        number=call.pk,
        name=call.practitioner.name,
        telephone=call.practitioner.telephone,
        reference=case.reference if case else "",
        where=case.locality.name if case and case.locality else "",
        pressed=pressed_words(call, at),
        has_it=f"{has_it.by_name} has it, since {say_moment(has_it.recorded_at, at)}." if has_it else "",
        ended=ended,
        done=call.done,
        lines=tuple(_line(each, at) for each in reversed(answers)),
    )


def own_call(call: SafetyCall, has_it: tuple[str, datetime] | None, *, at: datetime) -> OwnCall:
    """For My day."""
    return OwnCall(
        url=f"/safety-calls/{call.pk}/",
        told=f"The hub is told, since {say_moment(call.recorded_at, at).removeprefix('today ')}.",
        has_it=(
            f"{has_it[0]} has it, since {say_moment(has_it[1], at).removeprefix('today ')}."
            if has_it
            else "Nobody has said yet that they have it."
        ),
    )


def _line(answer: SafetyAnswer, at: datetime) -> TimelineEntry:
    return TimelineEntry(
        when=say_moment(answer.happened_at, at).removeprefix("today "),
        strong=answer.by_name,
        text=f"{answer.get_kind_display()}{f': {answer.words}' if answer.words else ''}",
        icon=ICONS[answer.kind],
    )
