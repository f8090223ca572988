"""A request for back-up in words: who, why, since when, who goes, and what was done."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.allocation.models import BackUp


@dataclass(frozen=True, kw_only=True)
class BackUpPage:
    """What stands on the page."""

    heading: str
    asked: str
    words: str
    reference: str
    answered: str
    ended: str
    done: str


def back_up_page(back_up: BackUp, *, at: datetime) -> BackUpPage:
    """The words of one request."""
    who = back_up.practitioner.name if back_up.practitioner else "A colleague"
    soon = "now" if back_up.urgent else "when somebody can"
    answered = ""
    if back_up.answered_by is not None and back_up.answered_at is not None:
        answered = f"{back_up.answered_by.name} answered {say_moment(back_up.answered_at, at)}."
    return BackUpPage(
        heading=f"{who}: {BackUp.Why(back_up.why).label}",
        asked=f"Back-up asked for {say_moment(back_up.happened_at, at)}, {soon}.",
        words=back_up.words,
        reference=back_up.case.reference if back_up.case else "",
        answered=answered,
        ended=f"Over since {say_moment(back_up.ended_at, at)}." if back_up.ended_at else "",
        done=back_up.done,
    )
