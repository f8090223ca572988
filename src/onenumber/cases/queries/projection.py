"""What the board's stored row of an open case must say, computed from the facts.

Actions store it, `onenumber rebuild` stores it afresh, and a test holds the two equal. Nothing in it depends
on the moment of computing: the age is the one on the day of the request.
"""

from typing import Any

from amhp.calendar import day_in_london
from onenumber.cases.queries.clocks import soonest
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.standing import standing_of, with_asking
from onenumber.persons.queries import age_of, birth_of, initials


def columns_of(facts: CaseFacts, *, offered: bool, asked: bool = False) -> dict[str, Any] | None:
    """The columns this room owns of the stored row, all but those of offers and asks; None once it is closed."""
    if facts.closure is not None:
        return None
    case, person = facts.case, facts.case.person
    return {
        "service_id": case.service_id,
        "reference": case.reference,
        "initials": "" if person.restricted else initials(person.name)[:8],
        "age": None if person.restricted else age_of(person, on=day_in_london(case.happened_at)),
        "age_is_approximate": birth_of(person).is_approximate,
        "locality": facts.locality.name if facts.locality else "",
        "place": facts.place,
        "contact_type": facts.contact_type,
        "priority": facts.priority,
        "danger": facts.danger,
        "standing": with_asking(standing_of(facts), offered=offered, asked=asked).value,
        "received_at": case.happened_at,
        "restricted": person.restricted,
        **_clock(facts),
        **_holder(facts),
        **_wait(facts),
    }


def _clock(facts: CaseFacts) -> dict[str, Any]:
    clock = soonest(facts)
    if clock is None:
        return {"power": "", "ends_at": None, "ends_on": None}
    return {"power": clock.short[:20], "ends_at": clock.ends_at, "ends_on": clock.ends_on}


def _holder(facts: CaseFacts) -> dict[str, Any]:
    held = facts.commitment
    if held is None:
        return {"holder_id": None, "holder": "", "held_since": None}
    return {
        "holder_id": held.practitioner_id,
        "holder": held.practitioner.name,
        "held_since": facts.held_since,
    }


def _wait(facts: CaseFacts) -> dict[str, Any]:
    if not facts.open_waits:
        return {"waiting_on": "", "wait_reason": "", "wait_stage": "", "waiting_since": None}
    wait = facts.open_waits[0]
    return {
        "waiting_on": wait.agency,
        "wait_reason": wait.reason,
        "wait_stage": wait.stage,
        "waiting_since": wait.happened_at,
    }
