"""The clocks of a case as cards: what ends when, who told us, and what can or cannot extend it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from amhp.calendar import say_left
from amhp.law import Clock
from amhp.law.clocks import Standing
from onenumber.design.parts import ClockCard, ClockVariant
from onenumber.hub.queries.case_page import CasePage
from onenumber.organisations.queries import setting


def clock_cards(page: CasePage, clocks: Sequence[Clock], at: datetime) -> tuple[ClockCard, ...]:
    """Every clock of the case, the soonest first; those that a fact has ended come last."""
    red = timedelta(minutes=setting(page.case.service, "law.red_minutes"))
    soon = timedelta(minutes=setting(page.case.service, "law.soon_minutes"))
    found = sorted(clocks, key=lambda clock: (clock.ended_at is not None, clock.ends_at))
    if not found:
        starts = (
            "Nothing has started a legal clock."
            if page.facts.contact_type != "S135"
            else "It starts at arrival."
        )
        return (
            ClockCard(
                id="clock-0", name="No clock yet", value="None yet", since=starts, variant=ClockVariant.NONE
            ),
        )
    return tuple(_card(number, clock, at, red, soon) for number, clock in enumerate(found))


def _card(number: int, clock: Clock, at: datetime, red: timedelta, soon: timedelta) -> ClockCard:
    standing = clock.standing(at=at, nearly_due=soon)
    over = standing == Standing.OVERRUN
    variant = ClockVariant.RUN
    if standing == Standing.ENDED:
        variant = ClockVariant.ENDED
    elif clock.is_authority and clock.left(at=at) <= red:
        variant = ClockVariant.DANGER
    elif standing == Standing.NEARLY_DUE:
        variant = ClockVariant.SOON
    left = f"{say_left(clock.left(at=at))} left"
    if over:
        left = "Authority appears to have ended" if clock.is_authority else "The time appears to have gone"
    by_hour = clock.ends_on is None and not over and variant is not ClockVariant.ENDED
    unsure = "" if clock.verified == "statute" else f" This rule is {clock.verified}: check it."
    return ClockCard(
        id=f"clock-{number}",
        name=clock.name,
        citation=clock.citation,
        value=clock.ends_said,
        left=left if by_hour or over else "",
        since=clock.start_said,
        cannot_extend=" ".join(clock.notes[:1]),
        note=" ".join(clock.notes[1:]) + unsure,
        variant=variant,
        ends_at=clock.ends_at if by_hour else None,
    )
