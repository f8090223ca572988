"""The legal clocks of a case, from its facts.

Events are those recorded as such, and those that other facts imply: an examination, the AMHP having seen the
person, an admission. Every other place asks here, so that no two screens count differently.
"""

from collections.abc import Iterator
from datetime import datetime

from amhp.law import Clock, EventKind, StartEvent, clocks_from
from onenumber.cases.models import Attempt, CarryingOut, LegalEvent
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.standing import NO_BED

ADMITTED = {"S2": EventKind.S2_ADMITTED, "S3": EventKind.S3_ADMITTED, "S4": EventKind.S4_ADMITTED}
EMERGENCY = 4
POLICE_STATION = (
    "police station"  # the word the rule knows: whoever says who approved says that it was at one
)
APPLY_BY = "s11(5)"


def events_of(facts: CaseFacts) -> list[StartEvent]:
    """Everything that starts, extends or ends a clock in this case, in order of happening."""
    told = [event for row in facts.legal_events if (event := _told(row)) is not None]
    kinds = {event.kind for event in told}
    implied = [event for event in _implied(facts) if event.kind not in kinds]
    return sorted([*told, *implied], key=lambda event: event.happened_at)


def clocks_of(facts: CaseFacts, at: datetime) -> list[Clock]:
    """The clocks of the case in order of their start, worded as at a moment."""
    return clocks_from(events_of(facts), at=at)


def soonest(facts: CaseFacts) -> Clock | None:
    """The limit the board shows: of those no fact has ended, the authority or duty that ends first.

    A limit whose time has gone stays until somebody records what happened: it does not vanish by the clock.
    """
    running = [clock for clock in clocks_of(facts, facts.case.happened_at) if clock.ended_at is None]
    limited = _applied(facts) or _recommended(facts)
    shown = [
        clock
        for clock in running
        if clock.is_authority
        or (limited and clock.short.startswith("s6"))
        or (_recommended(facts) and clock.short == APPLY_BY)
    ]
    return min(shown, key=lambda clock: (clock.ends_at, clock.rule)) if shown else None


def _applied(facts: CaseFacts) -> bool:
    applied = facts.decision is not None and facts.decision.application_at is not None
    return applied and facts.step(CarryingOut.Step.ADMITTED) is None


def _recommended(facts: CaseFacts) -> bool:
    """Whether two doctors recommend and nobody has applied yet or decided otherwise: both lapse with time."""
    waits = facts.decision is None or facts.decision.outcome == NO_BED
    recommend = sum(1 for seen in facts.recommendations if seen.recommends)
    return recommend > 1 and waits and facts.step(CarryingOut.Step.ADMITTED) is None


def _told(row: LegalEvent) -> StartEvent | None:
    if row.kind not in EventKind._value2member_map_:
        return None
    return StartEvent(
        kind=EventKind(row.kind),
        happened_at=row.happened_at,
        told_by=row.told_by,
        hours=row.hours,
        reason=row.reason,
        authorised_by=row.authorised_by,
        place=POLICE_STATION if row.superintendent_approved is not None else row.place,
        superintendent_approved=row.superintendent_approved,
    )


def _implied(facts: CaseFacts) -> Iterator[StartEvent]:
    outcome = facts.decision.outcome if facts.decision else ""
    section = EMERGENCY if outcome == "S4" else None
    for seen in facts.recommendations:
        if seen.examined_at is not None and seen.recommends:
            yield StartEvent(
                EventKind.LAST_EXAMINATION, seen.examined_at, told_by=seen.doctor_name, section=section
            )
    for attempt in facts.attempts:
        if attempt.result == Attempt.Result.DONE:
            yield StartEvent(EventKind.AMHP_SAW_PERSON, attempt.happened_at, told_by=attempt.by_name)
    admitted = facts.step(CarryingOut.Step.ADMITTED)
    if admitted is not None:
        kind = ADMITTED.get(outcome, EventKind.HOLDING_ENDED)
        yield StartEvent(kind, admitted.happened_at, told_by=admitted.by_name)
