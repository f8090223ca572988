"""The clock as it is typed: the same engine, the same words as on the case page later."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from amhp.calendar import say_left
from amhp.law import Clock, StartEvent, clocks_from
from amhp.law import Standing as ClockStanding
from onenumber.design.parts import ClockCard, ClockVariant
from onenumber.hub.presenters.take_choices import event_words
from onenumber.hub.presenters.take_reading import Reading, Typed
from onenumber.intake.queries import NOT_KNOWN, NOTHING
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting

CARD = "take-clock"


def clock_card(
    found: Reading, typed: Typed, *, service: Service, at: datetime, earlier: Sequence[StartEvent] = ()
) -> ClockCard | None:
    """The card, or None where no clock is asked about. `earlier` are events of the open case that is
    joined.
    """
    if not found.kind or found.kind == "back_up":
        return None
    event = found.start_event
    if event is None:
        return _none_yet(found, typed)
    told = StartEvent(event.kind, event.happened_at, told_by=typed.get("event_says", "").strip())
    clocks = clocks_from([*earlier, told], at=at)
    running = [clock for clock in clocks if clock.event.kind == told.kind] or clocks
    return _card(running[-1], service=service, at=at) if running else _none_yet(found, typed)


def _card(clock: Clock, *, service: Service, at: datetime) -> ClockCard:
    left = clock.left(at=at)
    gone = clock.ended_at is not None or left <= timedelta()
    return ClockCard(
        id=CARD,
        name=f"{clock.name} clock",
        citation=clock.citation,
        value=clock.ends_said,
        left="" if gone else f"{say_left(left)} left",
        since=clock.start_said,
        note=" ".join(clock.notes),
        variant=_variant(clock, service=service, at=at),
        ends_at=None if gone or clock.ends_on else clock.ends_at,
    )


def _variant(clock: Clock, *, service: Service, at: datetime) -> ClockVariant:
    within = {
        name: timedelta(minutes=setting(service, f"law.{name}_minutes"))
        for name in ("red", "soon")
        if has_setting(service, f"law.{name}_minutes")
    }
    standing = clock.standing(at=at, nearly_due=within.get("soon", timedelta()))
    if standing in {ClockStanding.ENDED, ClockStanding.OVERRUN}:
        return ClockVariant.ENDED
    if "red" in within and clock.act_by_at - at <= within["red"]:
        return ClockVariant.DANGER
    return ClockVariant.SOON if standing is ClockStanding.NEARLY_DUE else ClockVariant.RUN


def _none_yet(found: Reading, typed: Typed) -> ClockCard:
    words = "Choose what happened; the clock shows as the time is typed."
    if found.event == NOTHING:
        words = "Nothing has started. Arrival at a place of safety, a report or a record would start one."
    elif found.event == NOT_KNOWN:
        words = "Not known yet: ask before they ring off. Add it on the page of the contact or the case."
    elif "event_offset" in found.errors:
        words = (
            "This time came twice that night: before or after the clocks went back? The end follows from it."
        )
    elif found.event and typed.get("event_time", "").strip() and "event_time" not in found.errors:
        words = f"{event_words(found.event)}. The time is not known yet, so no end can be shown."
    elif found.event:
        words = f"{event_words(found.event)}: when? Change it if that is not what happened."
    return ClockCard(id=CARD, name="Clock", value="None yet", since=words, variant=ClockVariant.NONE)
