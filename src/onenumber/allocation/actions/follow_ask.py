"""What becomes of an ask after the yes: here, gone, cancelled, another time; and whether they knew the person."""

from datetime import datetime
from uuid import UUID

from amhp.calendar import say_moment
from onenumber.allocation.actions._asking import done_with, locked_ask, refuse_closed, tell_doctor, tell_over
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._slots import slot_of
from onenumber.allocation.actions._steps import keep_step
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_change_ask
from onenumber.allocation.queries import say_between
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.messaging.models import Topic, Wording

NEW_TIME = Wording(
    "ask-time", Topic.ANSWERS, "{reference}: the time is changed", ("{reference}: expected {wanted}.",)
)
ASKED_COLUMNS = (
    "what", "sending", "whom", "telephone", "section_12", "wanted", "wanted_from", "wanted_to", "answer_by", "note",
    "their_reference", "kind", "place", "knew_person", "why_not_acquainted",
)  # fmt: skip


def _expected(ask: Ask, at: datetime) -> Ask:
    """The confirmed ask as it is now. Raises Conflict for one that is over or was never a yes."""
    current = locked_ask(ask)
    link = f"/asks/{current.pk}/"
    if current.answer != Ask.Answer.CONFIRMED:
        raise Conflict(f"{current.whom} has not said yes.", link=link, link_text="Open the ask")
    if current.ended_at is not None:
        words = f"This ask is over since {say_moment(current.ended_at, at)}."
        raise Conflict(words, link=link, link_text="Open the ask")
    return current


def _between(after: datetime | None, moment: datetime, at: datetime) -> None:
    if moment > at:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    if after is not None and moment < after:
        raise ImpossibleFact(
            "happened", f"This lies before {say_moment(after, at)}, which it follows. Check it."
        )


@action("ask.arrived", policy=may_change_ask)
def arrive(
    *, by: Viewer, at: datetime, ask: Ask, happened_at: datetime, key: UUID | None = None
) -> Done[Ask]:
    """They are there."""
    current = _expected(ask, at)
    _between(current.happened_at, happened_at, at)
    if current.arrived_at is not None:
        words = f"{current.whom} is there since {say_moment(current.arrived_at, at)}."
        raise Conflict(words, link=f"/asks/{current.pk}/", link_text="Open the ask")
    Ask.objects.filter(pk=current.pk).update(arrived_at=happened_at)
    current.refresh_from_db(fields=["arrived_at"])
    keep_step(current, "arrived", by=by, at=at, happened_at=happened_at)
    refresh_asked(current.case, at=at)
    return done_with(current, "arrived_at")


@action("ask.left", policy=may_change_ask)
def leave(*, by: Viewer, at: datetime, ask: Ask, happened_at: datetime, key: UUID | None = None) -> Done[Ask]:
    """They have gone, and are free for others from then on."""
    current = _expected(ask, at)
    _between(current.arrived_at or current.happened_at, happened_at, at)
    _end(current, Ask.End.LEFT, "", by=by, when=happened_at)
    return done_with(current, "ended_at")


@action("ask.cancelled", policy=may_change_ask)
def cancel(*, by: Viewer, at: datetime, ask: Ask, reason: str = "", key: UUID | None = None) -> Done[Ask]:
    """They are no longer asked, or no longer come; a doctor is told, and their place is free again."""
    current = locked_ask(ask)
    if not current.answer:
        Ask.objects.filter(pk=current.pk, answer="").update(
            answer=Ask.Answer.WITHDRAWN, answered_at=at, answered_by_id=by.user_id, answer_reason=reason
        )
    else:
        current = _expected(current, at)
        _end(current, Ask.End.CANCELLED, reason, by=by, when=at)
    tell_over(current, by=by, at=at)
    refresh_asked(current.case, at=at)
    return done_with(current, "ended_at")


@action("ask.time_changed", policy=may_change_ask)
def change_time(
    *, by: Viewer, at: datetime, ask: Ask, expected_from: datetime, expected_to: datetime | None = None,
    reason: str = "", key: UUID | None = None,
) -> Done[Ask]:  # fmt: skip
    """They come at another time: a new row that follows the old one, which stays."""
    current = _expected(ask, at)
    refuse_closed(current.case)
    ends = slot_of(current, expected_from, expected_to)[1] if current.is_doctor else expected_to
    _end(current, Ask.End.CHANGED, reason, by=by, when=at)
    kept = {name: getattr(current, name) for name in ASKED_COLUMNS}
    new = Ask.objects.create(
        case=current.case, follows=current, practitioner=current.practitioner, happened_at=current.happened_at,
        recorded_at=at, by_id=by.user_id, by_name=by.name, answer=Ask.Answer.CONFIRMED, answered_at=at,
        answered_how=Ask.How.PHONE, answered_by_id=by.user_id, answer_reason=reason, expected_from=expected_from,
        expected_to=ends, **kept,
    )  # fmt: skip
    said = NEW_TIME.said(reference=new.case.reference, wanted=say_between(expected_from, ends, at))
    tell_doctor(new, said, by=by, at=at)
    refresh_asked(current.case, at=at)
    return done_with(new, "expected_from")


@action("ask.acquaintance_noted", policy=may_change_ask)
def note_acquaintance(
    *, by: Viewer, at: datetime, ask: Ask, knew_person: bool, why_not: str = "", key: UUID | None = None
) -> Done[Ask]:
    """Whether the doctor knew the person before; if not, why none who did could come (s12(2)). Said once."""
    current = locked_ask(ask)
    if current.knew_person is not None:
        words = "This is recorded already."
        raise Conflict(words, link=f"/asks/{current.pk}/", link_text="Open the ask")
    Ask.objects.filter(pk=current.pk).update(knew_person=knew_person, why_not_acquainted=why_not)
    current.refresh_from_db(fields=["knew_person", "why_not_acquainted"])
    return done_with(current, "knew_person")


def _end(ask: Ask, how: str, reason: str, *, by: Viewer, when: datetime) -> None:
    values = {"ended_at": when, "ended_how": how, "ended_reason": reason, "ended_by_id": by.user_id}
    Ask.objects.filter(pk=ask.pk, ended_at__isnull=True).update(**values)
    ask.refresh_from_db(fields=list(values))
