"""Write down that somebody was asked on the telephone: police, transport, a bed, an interpreter, or a doctor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from onenumber.allocation.actions._asking import done_with, lock, refuse_closed
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._steps import keep_step
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_ask
from onenumber.allocation.queries import asks_of, places_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, open_wait
from onenumber.cases.models import Case
from onenumber.workforce.models import Practitioner

REASONS = {  # the reason for waiting (CL-DEL) and the part of the work that waits, when nothing else is known
    Ask.What.DOCTOR: ("DOC_S12", "DOCTOR"),
    Ask.What.BED: ("BED_NONE", "BED"),
    Ask.What.TRANSPORT: ("AMB", "CONVEY"),
    Ask.What.POLICE: ("POL", "START"),
    Ask.What.INTERPRETER: ("INT", "START"),
    Ask.What.PLACE_OF_SAFETY: ("POS", "START"),
    Ask.What.ADVOCATE: ("OTHER", "START"),
    Ask.What.LOCKSMITH: ("LOCK", "START"),
    Ask.What.COURT: ("COURT", "START"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who was asked for what. A doctor of the service's list is a `practitioner`; anybody else is named."""

    what: str
    whom: str
    telephone: str = ""
    practitioner: Practitioner | None = None
    section_12: bool | None = None
    wanted_from: datetime | None = None
    wanted_to: datetime | None = None
    kind: str = ""
    note: str = ""


@action("ask.recorded", policy=may_ask)
def record_ask(
    *, by: Viewer, at: datetime, case: Case, asked: Asked, happened_at: datetime | None = None,
    answer_by: datetime | None = None, wait_begins: bool = False, key: UUID | None = None,
) -> Done[Ask]:  # fmt: skip
    """The ask, not yet answered. With `wait_begins` a forced wait on the one asked starts with it."""
    moment = happened_at or at
    if asked.what not in Ask.What.values:
        raise ImpossibleFact("what", "Choose what was asked for.")
    if not asked.whom.strip():
        raise ImpossibleFact("whom", "Write who was asked.")
    if moment > at:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    if answer_by is not None and answer_by <= moment:
        raise ImpossibleFact("answer_by", "The answer is wanted after they were asked. Check both times.")
    lock(case)
    refuse_closed(case)
    asks = asks_of(case)
    _refuse_twice(asked, asks)
    ask = Ask.objects.create(
        case=case, sending=uuid4(), wanted=places_of(asks).wanted, answer_by=answer_by, happened_at=moment,
        recorded_at=at, by_id=by.user_id, by_name=by.name, **vars(asked),
    )  # fmt: skip
    keep_step(ask, "asked", by=by, at=at, happened_at=moment)
    if wait_begins:
        reason, stage = REASONS[Ask.What(asked.what)]
        open_wait(
            by=by, at=at, case=case, stage=stage, reason=reason, agency=asked.whom, chosen=False, happened_at=moment
        )  # fmt: skip
    refresh_asked(case, at=at)
    return done_with(ask, leads_to=f"/asks/{ask.pk}/")


def _refuse_twice(asked: Asked, asks: list[Ask]) -> None:
    """A doctor of the list is asked once at a time."""
    waiting = {ask.practitioner_id for ask in asks if not ask.answer}
    if asked.practitioner is not None and asked.practitioner.pk in waiting:
        words = f"{asked.whom} is asked already. Record the answer on that ask."
        raise ImpossibleFact("whom", words)
