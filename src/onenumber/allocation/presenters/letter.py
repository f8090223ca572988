"""The escalation letter after a partner's no: written from recorded facts alone, and naming nobody who is served.

Right Care, Right Person (Department of Health and Social Care and Home Office, July 2023) asks partners to settle
between them, quickly and at the right level, who comes. What the law says of a running limit is said as a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_date, say_left, say_moment, say_time
from onenumber.allocation.models import Ask
from onenumber.allocation.presenters.coming_words import short
from onenumber.allocation.queries import ask_words, kind_of_place, power_words
from onenumber.cases.queries import CaseFacts, soonest
from onenumber.organisations.models import Service


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The letter's words, paragraph by paragraph."""

    reference: str
    ask_url: str
    case_url: str
    to: str
    written: str
    service: str
    one_number: str
    subject: str
    paragraphs: tuple[str, ...]
    asks: tuple[str, ...]
    signed: str


def letter_of(ask: Ask, facts: CaseFacts, asks: Sequence[Ask], *, by_name: str, at: datetime) -> Letter:
    """The letter as the facts stand now."""
    service: Service = ask.case.service
    what = str(Ask.What(ask.what).label)
    return Letter(
        reference=ask.case.reference,
        ask_url=f"/asks/{ask.pk}/",
        case_url=f"/cases/{ask.case.reference}/",
        to=ask.whom,
        written=f"{say_date(day_in_london(at))}, {say_time(at)}",
        service=service.name,
        one_number=service.one_number,
        subject=f"{ask.case.reference}: request for {what}, for review under Right Care, Right Person",
        paragraphs=tuple(_paragraphs(ask, facts, asks, at)),
        asks=(
            "Have a manager on call look at this request now, and tell us their name.",
            f"Tell us on {service.one_number} whether you come and when, or who else should be asked.",
            "If you do not come, tell us in writing which agreement or policy this rests on.",
        ),
        signed=by_name,
    )


def _paragraphs(ask: Ask, facts: CaseFacts, asks: Sequence[Ask], at: datetime) -> list[str]:
    said = [_what_was_asked(ask, facts, at), _what_was_answered(ask, at)]
    clock = soonest(facts)
    if clock is not None and clock.ends_at > at:
        ends = f"{clock.ends_said[:1].lower()}{clock.ends_said[1:]}"
        left = f", {say_left(clock.left(at=at))} from now" if clock.ends_on is None else ""
        said.append(f"{power_words(facts)} {ends}{left}. Waiting does not extend it.")
    others = [
        each for each in asks if each.what == ask.what and each.pk != ask.pk and each.follows_id is None
    ]
    if others:
        said.append(
            f"{len(others)} other request{'s' if len(others) > 1 else ''} of this kind: {_others(others, at)}."
        )
    waits = [wait for wait in facts.open_waits if not wait.chosen and wait.agency == ask.whom]
    said += [f"The work has waited on you since {say_moment(wait.happened_at, at)}." for wait in waits]
    return said


def _what_was_asked(ask: Ask, facts: CaseFacts, at: datetime) -> str:
    what = str(Ask.What(ask.what).label)
    place = kind_of_place(facts)
    where = f" The person is {place}." if place else ""
    return (
        f"We asked you for {what} on {short(ask.happened_at, at)}. {ask_words(facts)[:1].upper()}"
        f"{ask_words(facts)[1:]}.{where}"
    )


def _what_was_answered(ask: Ask, at: datetime) -> str:
    if ask.answered_at is None:
        until = f" An answer was wanted by {short(ask.answer_by, at)}." if ask.answer_by else ""
        return f"We have had no answer.{until}"
    return f"Your answer at {short(ask.answered_at, at)} was no."


def _others(asks: Sequence[Ask], at: datetime) -> str:
    words = {"confirmed": "yes", "declined": "no", "": "no answer yet"}
    return "; ".join(
        f"{ask.whom}, {short(ask.happened_at, at)}, {words.get(ask.answer, 'no longer asked')}"
        for ask in asks
    )
