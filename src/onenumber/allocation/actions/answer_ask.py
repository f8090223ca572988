"""The answer to an ask: yes with a time, or no. The first doctors who fit have it; the rest are told it is filled.

By link or by text a doctor answers for themself. The hub writes down what it is told on the telephone.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from amhp.calendar import say_time
from onenumber.allocation.actions._asking import (
    done_with,
    locked_ask,
    refuse_answered,
    refuse_closed,
    tell_doctor,
    tell_filled,
)
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._slots import slot_of
from onenumber.allocation.actions._steps import keep_step
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_answer_ask
from onenumber.allocation.queries import (
    Places,
    asks_of,
    ends_words,
    kind_of_place,
    link_of,
    places_of,
    power_words,
    say_between,
)
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of, is_closed
from onenumber.messaging.models import Topic, Wording

Answer, How = Ask.Answer, Ask.How
DOWN = Wording(
    "ask-down",
    Topic.ANSWERS,
    "You are down for {reference}",
    (
        "You are down for {reference}: {power}", " {place_kind}", " in {area}", ", {ends}", ".", " Expected {wanted}.",
        " Ring for the address.",
    ),
)  # fmt: skip


@action("ask.answered", policy=may_answer_ask)
def answer_ask(
    *, by: Viewer, at: datetime, ask: Ask, yes: bool, how: str, happened_at: datetime | None = None,
    expected_from: datetime | None = None, expected_to: datetime | None = None, reason: str = "",
    their_reference: str = "", kind: str = "", key: UUID | None = None,
) -> Done[Ask]:  # fmt: skip
    """The ask with its answer: confirmed, declined, or (by link or text) filled because others were first."""
    current, moment = locked_ask(ask), happened_at or at
    refuse_answered(current)
    if how == How.PHONE:
        refuse_closed(current.case)
    if not current.happened_at <= moment <= at:
        asked = say_time(current.happened_at)
        raise ImpossibleFact(
            "happened", f"They were asked at {asked}: the answer came after that, and by now."
        )
    columns: dict[str, Any] = {
        "answered_at": moment, "answered_how": how, "answered_by_id": by.user_id, "answer_reason": reason,
        "their_reference": their_reference,
    }  # fmt: skip
    if not yes:
        columns["answer"] = Answer.DECLINED
    elif current.is_doctor:
        columns |= _place_and_slot(current, how, expected_from, expected_to)
    else:
        columns |= {"answer": Answer.CONFIRMED, "expected_from": expected_from, "expected_to": expected_to}
        columns["kind"] = current.kind or kind
    Ask.objects.filter(pk=current.pk, answer="").update(**columns)
    current.refresh_from_db(fields=list(columns))
    _tell(current, how, by=by, at=at)
    if current.answer == Answer.CONFIRMED:
        keep_step(current, "found", by=by, at=at, happened_at=moment)
        _fill(current.case, by=by, at=at)
    refresh_asked(current.case, at=at)
    return done_with(current, leads_to=link_of(current) if how == How.LINK else "")


def _place_and_slot(
    ask: Ask, how: str, expected_from: datetime | None, expected_to: datetime | None
) -> dict[str, Any]:
    """The place this doctor takes and the time they hold for it; or that it is filled."""
    places = places_of(asks_of(ask.case))
    if not places.free or is_closed(ask.case_id) or (how != How.PHONE and not _fits(ask, places)):
        if how != How.PHONE:
            return {"answer": Answer.FILLED}
        names = " and ".join(each.whom for each in places.confirmed)
        link = f"/cases/{ask.case.reference}/"
        raise Conflict(
            f"{names} said yes already. Cancel one of them first.", link=link, link_text="Open the case"
        )
    starts, ends = slot_of(ask, expected_from, expected_to)
    place = places.free[0] if ask.section_12 else places.free[-1]
    return {"answer": Answer.CONFIRMED, "expected_from": starts, "expected_to": ends, "place": place}


def _fits(ask: Ask, places: Places) -> bool:
    """At least one of the doctors is approved under section 12: the last place is kept for one if need be."""
    approved = ask.section_12 or places.has_section_12 or len(places.free) > 1
    return approved or any(seen.section_12 for seen in facts_of(ask.case).recommendations)


def _fill(case: Case, *, by: Viewer, at: datetime) -> None:
    """Once every place is taken, whoever has not answered is told that it is filled; their asks are kept."""
    asks = asks_of(case)
    if places_of(asks).free:
        return
    waiting = [ask for ask in asks if ask.is_doctor and not ask.answer]
    Ask.objects.filter(pk__in=[ask.pk for ask in waiting], answer="").update(
        answer=Answer.FILLED, answered_at=at, answered_by_id=by.user_id
    )
    for ask in waiting:
        ask.case = case
    tell_filled(waiting, by=by, at=at)


def _tell(ask: Ask, how: str, *, by: Viewer, at: datetime) -> None:
    """The doctor gets the answer back, so that both sides hold the same words."""
    case = ask.case
    if ask.answer == Answer.FILLED:
        tell_filled([ask], by=by, at=at)
    if ask.answer == Answer.CONFIRMED and ask.is_doctor:
        facts = facts_of(case)
        said = DOWN.said(
            reference=case.reference, power=power_words(facts), place_kind=kind_of_place(facts), area=facts.locality,
            ends=ends_words(facts), wanted=say_between(ask.expected_from, ask.expected_to, at),
        )  # fmt: skip
        tell_doctor(ask, said, by=by, at=at)
