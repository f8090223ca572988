"""The doctor's own page in words: what is asked, where and when; nothing about the person."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_time
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import ask_words, say_between
from onenumber.cases.queries import CaseFacts


@dataclass(frozen=True, kw_only=True)
class LinkPage:
    """What the doctor reads."""

    heading: str
    reference: str
    to: str
    about: str
    wanted: str
    answer_by: str
    state: str
    open: bool
    service: str
    one_number: str


def link_page(ask: Ask, facts: CaseFacts, *, at: datetime, ended: bool = False) -> LinkPage:
    """The page of one ask as it stands."""
    state = (
        "The time of this link has gone. Ring the hub if you can still come." if ended else _state(ask, at)
    )
    service = ask.case.service
    words = ask_words(facts)
    return LinkPage(
        heading="Can you come?" if not state else ask.case.reference,
        reference=ask.case.reference,
        to=ask.whom,
        about=f"{words[:1].upper()}{words[1:]}",
        wanted=say_between(ask.wanted_from, ask.wanted_to, at),
        answer_by=say_time(ask.answer_by) if ask.answer_by else "",
        state=state,
        open=not state,
        service=service.name,
        one_number=service.one_number,
    )


def _state(ask: Ask, at: datetime) -> str:
    expected = say_between(ask.expected_from, ask.expected_to, at)
    if ask.ended_how:
        return "Nothing more is asked of you. Thank you."
    return {
        "": "",
        "confirmed": f"You said yes: expected {expected}. Ring the hub for the address.",
        "declined": "You said no. Thank you for answering.",
        "filled": "It is filled: others were first. Nothing more is asked of you. Thank you.",
        "withdrawn": "Nothing more is asked of you. Thank you.",
    }[ask.answer]
