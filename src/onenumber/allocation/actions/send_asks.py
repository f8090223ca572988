"""Ask doctors, as many as are ticked, at once: each gets a message of their own, the first who fit have it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from amhp.calendar import day_in_london, say_time
from onenumber.allocation.actions._asking import ask_doctor, lock, refuse_closed
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_ask
from onenumber.allocation.queries import asks_of
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of
from onenumber.workforce.models import Practitioner
from onenumber.workforce.queries import section_12_doctors

MOST_DOCTORS = 2


@action("ask.sent", policy=may_ask)
def send_asks(
    *, by: Viewer, at: datetime, case: Case, practitioner_ids: Sequence[int], wanted: int, wanted_from: datetime,
    wanted_to: datetime, answer_minutes: int, site: str, note: str = "", key: UUID | None = None,
) -> Done[list[Ask]]:  # fmt: skip
    """`wanted` is how many doctors the case needs in all; `site` the address under which the links open."""
    if not 1 <= wanted <= MOST_DOCTORS:
        raise ImpossibleFact("wanted", "Choose whether one doctor is needed or two.")
    if wanted_to <= max(wanted_from, at):
        raise ImpossibleFact(
            "wanted_to", "The time in which they are wanted ends after it begins, and after now."
        )
    lock(case)
    refuse_closed(case)
    people = _doctors(by, case, practitioner_ids, wanted_from)
    _refuse_filled(case, wanted)
    _ask_again(case, people, by=by, at=at)
    sending, answer_by = uuid4(), min(at + timedelta(minutes=answer_minutes), wanted_to)
    asks = [
        Ask.objects.create(
            case=case, what=Ask.What.DOCTOR, sending=sending, practitioner=person, whom=person.name,
            telephone=person.telephone, section_12=True, wanted=wanted, wanted_from=wanted_from, wanted_to=wanted_to,
            answer_by=answer_by, note=note, happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name,
        )
        for person in people
    ]  # fmt: skip
    facts = facts_of(case)
    for ask in asks:
        ask_doctor(ask, facts, site=site, by=by, at=at)
    refresh_asked(case, at=at)
    leads_to = f"/cases/{case.reference}/"
    return Done(asks, subject=case.reference, service_id=case.service_id, fields=("ask",), leads_to=leads_to)


def _doctors(by: Viewer, case: Case, wanted: Sequence[int], when: datetime) -> list[Practitioner]:
    approved = {line.practitioner_id for line in section_12_doctors(by, case.service_id, day_in_london(when))}
    numbers = [number for number in dict.fromkeys(wanted) if number in approved]
    if not numbers or len(numbers) != len(set(wanted)):
        raise ImpossibleFact("ask", "Tick at least one doctor to ask.")
    found = Practitioner.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def _refuse_filled(case: Case, wanted: int) -> None:
    confirmed = [ask for ask in asks_of(case) if ask.is_doctor and ask.stands]
    if len(confirmed) >= wanted:
        names = " and ".join(ask.whom for ask in confirmed)
        words = f"{names} {'have' if len(confirmed) > 1 else 'has'} said yes already: nobody else is needed."
        raise Conflict(words, link=f"/cases/{case.reference}/", link_text="Open the case")


def _ask_again(case: Case, people: Sequence[Practitioner], *, by: Viewer, at: datetime) -> None:
    """Somebody whose time to answer has gone may be asked afresh; the first ask is kept as not answered."""
    waiting = {ask.practitioner_id: ask for ask in asks_of(case) if ask.is_doctor and not ask.answer}
    for person in people:
        ask = waiting.get(person.pk)
        if ask is None:
            continue
        if ask.answer_by is None or ask.answer_by > at:
            until = f" and can answer until {say_time(ask.answer_by)}" if ask.answer_by else ""
            link = f"/cases/{case.reference}/doctors/"
            raise Conflict(
                f"{person.name} is asked already{until}.", link=link, link_text="Ask somebody else"
            )
        Ask.objects.filter(pk=ask.pk, answer="").update(
            answer=Ask.Answer.WITHDRAWN,
            answered_at=at,
            answered_by_id=by.user_id,
            answer_reason="asked again",
        )
