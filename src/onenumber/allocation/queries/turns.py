"""Whose turn it is among offers sent one after another: computed when it is read, never ticked.

The first asked has their turn when the offer is sent. The next has it when the one before declines or is
taken back, or when their time to answer has gone. Offers sent together are all at their turn at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onenumber.allocation.models import Offer


class Asked(Protocol):
    """What is needed of an offer: a row of the table, or the same columns as a tuple."""

    @property
    def pk(self) -> int: ...
    @property
    def sending(self) -> object: ...
    @property
    def turn_at(self) -> datetime: ...
    @property
    def answer_by(self) -> datetime: ...
    @property
    def answer(self) -> str: ...
    @property
    def answered_at(self) -> datetime | None: ...


PASSED_ON = {Offer.Answer.DECLINED, Offer.Answer.WITHDRAWN}


@dataclass(frozen=True)
class Turn:
    """From when, and until when, somebody is asked."""

    turn_at: datetime
    answer_by: datetime

    def has_come(self, at: datetime) -> bool:
        """Whether they are asked now."""
        return self.turn_at <= at

    def has_gone(self, at: datetime) -> bool:
        """Whether the answer was wanted before now."""
        return self.answer_by <= at


def turns_of(offers: Iterable[Asked]) -> dict[int, Turn]:
    """The turn of each offer, by its id; offers of several sendings may be given together."""
    sendings: dict[object, list[Asked]] = defaultdict(list)
    for offer in offers:
        sendings[offer.sending].append(offer)
    turns: dict[int, Turn] = {}
    for sent in sendings.values():
        turns |= _one_sending(sorted(sent, key=lambda offer: (offer.turn_at, offer.pk)))
    return turns


def _one_sending(sent: list[Asked]) -> dict[int, Turn]:
    together = len({offer.turn_at for offer in sent}) == 1
    turns: dict[int, Turn] = {}
    begins = sent[0].turn_at
    for offer in sent:
        turn_at = offer.turn_at if together else begins
        turn = Turn(turn_at, turn_at + (offer.answer_by - offer.turn_at))
        turns[offer.pk] = turn
        answered = offer.answered_at if offer.answer in PASSED_ON else None
        begins = max(turn_at, min(answered, turn.answer_by)) if answered is not None else turn.answer_by
    return turns
