"""The doctors of a case for the return: who recommended and who was asked and came, each counted once."""

from collections.abc import Sequence
from datetime import datetime

from onenumber.allocation.models import Ask
from onenumber.allocation.queries import recommendation_of
from onenumber.cases.models import Recommendation
from onenumber.cases.queries import CaseFacts, DoctorCame


def doctors_of(facts: CaseFacts, asks: Sequence[Ask]) -> list[DoctorCame]:
    """Everybody who recommended, in order, then whoever was asked and there without one. Nobody counts twice."""
    confirmed = [ask for ask in asks if ask.is_doctor and ask.stands]
    asked = {seen.pk: ask for ask in confirmed if (seen := recommendation_of(ask, facts)) is not None}
    came = [_came(seen, asked.get(seen.pk)) for seen in facts.recommendations]
    matched = {ask.pk for ask in asked.values()}
    there = [ask for ask in confirmed if ask.arrived_at is not None and ask.pk not in matched]
    return came + [DoctorCame(ask.section_12, ask.knew_person, _times(ask)) for ask in there]


def _came(seen: Recommendation, ask: Ask | None) -> DoctorCame:
    """What the recommendation says, and where it is silent what was known when they were asked."""
    said = DoctorCame.of(seen)
    if ask is None:
        return said
    return DoctorCame(
        ask.section_12 if said.section_12 is None else said.section_12,
        ask.knew_person if said.knew_person is None else said.knew_person,
        _times(ask) | said.times,
    )


def _times(ask: Ask) -> dict[str, datetime | None]:
    return {"asked_at": ask.happened_at, "accepted_at": ask.answered_at, "arrived_at": ask.arrived_at}
