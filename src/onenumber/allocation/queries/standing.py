"""The one full standing of a case, and what offers and asks add to its timeline. Hub and returns use only this."""

from collections.abc import Sequence

from onenumber.allocation.models import Ask, Offer
from onenumber.allocation.queries.ask_lines import ask_lines
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, Standing, TimelineLine, standing_of, with_asking


def standing(facts: CaseFacts, offers: Sequence[Offer], asks: Sequence[Ask]) -> Standing:
    """Where a case stands, its offers and asks included."""
    offered = any(not offer.answer for offer in offers)
    return with_asking(standing_of(facts), offered=offered, asked=bool(asks))


def timeline_of(case: Case, offers: Sequence[Offer], asks: Sequence[Ask]) -> list[TimelineLine]:
    """What was offered, asked and answered, newest first; to be read with the timeline of the case."""
    lines = ask_lines(case, asks)
    for offer in offers:
        lines += _lines(offer)
    return sorted(lines, key=lambda line: line.happened_at, reverse=True)


def _lines(offer: Offer) -> list[TimelineLine]:
    name = offer.practitioner.name
    line = f" “{offer.line}”" if offer.line else ""
    said = [
        TimelineLine(
            offer.happened_at,
            offer.recorded_at,
            f"by {offer.by_name}.{line}",
            strong=f"Offered to {name}",
            icon="offer",
            by_name=offer.by_name,
        )
    ]
    if offer.answer and offer.answered_at is not None:
        reason = f" {offer.answer_reason.rstrip('.')}." if offer.answer_reason else ""
        words, icon = ANSWERS[Offer.Answer(offer.answer)]
        said.append(
            TimelineLine(offer.answered_at, offer.answered_at, words + reason, strong=name, icon=icon)
        )
    return said


ANSWERS = {
    Offer.Answer.ACCEPTED: ("accepted.", "done"),
    Offer.Answer.DECLINED: ("declined.", "set"),
    Offer.Answer.WITHDRAWN: ("is no longer asked.", "set"),
    Offer.Answer.TAKEN: ("is no longer asked: somebody else accepted first.", "set"),
}
