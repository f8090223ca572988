"""The one full standing of a case, and what offers and asks add to its timeline. Hub and returns use only this."""

from collections.abc import Sequence

from onenumber.allocation.models import Ask, Offer
from onenumber.allocation.queries.ask_lines import ask_lines
from onenumber.allocation.queries.asks import asks_of
from onenumber.allocation.queries.offers import offers_of
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, Standing, TimelineLine, facts_of, standing_of, with_asking


def standing(case: Case, facts: CaseFacts | None = None) -> Standing:
    """Where the case stands, offers and asks included. `facts` saves reading them twice."""
    offered = Offer.objects.filter(case_id=case.pk, answer="").exists()
    asked = Ask.objects.filter(case_id=case.pk).exists()
    return with_asking(standing_of(facts or facts_of(case)), offered=offered, asked=asked)


def timeline_of(case: Case, asks: Sequence[Ask] | None = None) -> list[TimelineLine]:
    """What was offered, asked and answered, newest first; to be read with the timeline of the case. `asks` saves
    reading them twice.
    """
    lines = ask_lines(case, asks_of(case) if asks is None else asks)
    for offer in offers_of(case):
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
