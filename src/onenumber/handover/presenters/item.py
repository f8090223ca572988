"""One item in words: what it is, its clock, whose it is, what was asked and answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import in_london, say_day, say_left, say_moment, say_time
from onenumber.handover.models import HandoverItem, ItemQuestion
from onenumber.handover.queries import ItemFacts
from onenumber.organisations.queries import has_setting, setting

ASKED = {ItemQuestion.Kind.QUESTION: "Question", ItemQuestion.Kind.DECLINED: "Not taken"}


@dataclass(frozen=True)
class Asked:
    """A question with its answer, or without one yet."""

    number: int
    what: str
    words: str
    by: str
    when: str
    answer: str
    answered: str


@dataclass(frozen=True)
class ItemPage:
    """What stands in a row of the list, and above the forms of its own page."""

    number: int
    url: str
    name: str
    case_url: str
    what: str
    who: str
    place: str
    clock: str
    clock_note: str
    tone: str
    words: str
    worded: str
    to_take_over: bool
    owner: str
    owner_note: str
    mark: str
    state: str
    state_note: str
    is_open: bool
    quick: bool
    asked: tuple[Asked, ...]


def short(moment: datetime, at: datetime) -> str:
    """A moment as a colleague says it, "today" left out."""
    return say_moment(moment, at).removeprefix("today ")


def present_item(facts: ItemFacts, at: datetime, *, names: bool = True) -> ItemPage:
    """The item at one moment."""
    item, sentence = facts.item, facts.sentence
    clock, clock_note = _clock(facts, at)
    mark, state, state_note = _state(facts, at)
    place = facts.case.place.split(",")[0] if facts.case is not None else ""
    return ItemPage(
        number=item.number,
        url=f"/handover/items/{item.pk}/",
        name=facts.name,
        case_url=_page_of(item),
        what=str(HandoverItem.Kind(item.kind).label),
        who=_who(facts) if names else "",
        place=place
        or (str(HandoverItem.Kind(item.kind).label) if item.kind != HandoverItem.Kind.CASE else ""),
        clock=clock,
        clock_note=clock_note,
        tone=_tone(facts, at),
        words=sentence.words,
        worded=f"{sentence.by_name}, {short(sentence.happened_at, at)}" if len(facts.sentences) > 1 else "",
        to_take_over=sentence.to_take_over,
        owner=facts.owner.name,
        owner_note=_owner_note(facts),
        mark=mark,
        state=state,
        state_note=state_note,
        is_open=facts.is_open,
        quick=facts.is_open and not facts.open_questions and not sentence.to_take_over,
        asked=tuple(_asked(row, at) for row in facts.questions),
    )


def _page_of(item: HandoverItem) -> str:
    """Where what it is about is kept."""
    if item.contact is not None:
        return f"/contacts/{item.contact.reference}/"
    if item.kind == HandoverItem.Kind.BACK_UP:
        return f"/back-up/{item.back_up_id}/"
    return f"/cases/{item.reference}/" if item.reference else ""


def _who(facts: ItemFacts) -> str:
    row = facts.case
    if row is None:
        return ""
    if row.restricted:
        return "restricted"
    age = f"{'about ' if row.age_is_approximate else ''}{row.age}" if row.age is not None else "age not known"
    return f"{row.initials or 'not known'}, {age}"


def _clock(facts: ItemFacts, at: datetime) -> tuple[str, str]:
    row, boundary = facts.case, facts.item.handover.boundary_at
    if facts.settled:
        return "Settled", "no longer open"
    if row is None or row.ends_at is None:
        since = row.received_at if row is not None else facts.item.happened_at
        return "No legal clock", f"waiting {say_left(at - since)}" if row is not None else ""
    if row.ends_on is not None:
        return f"{row.power} by end of {say_day(row.ends_on)}", ""
    ends = f"{row.power} ends {in_london(row.ends_at):%a} {say_time(row.ends_at)}"
    if row.ends_at <= at:
        return ends, "appears to have ended"
    if row.ends_at > boundary > at:
        return ends, f"{say_left(row.ends_at - boundary)} left at {say_time(boundary)}"
    return ends, f"{say_left(row.ends_at - at)} left"


def _tone(facts: ItemFacts, at: datetime) -> str:
    """Red for an authority that lapses within the service's own limit, amber for what stops the signatures."""
    row, service = facts.case, facts.item.handover.giving_service
    if facts.settled:
        return ""
    red = setting(service, "law.red_minutes") if has_setting(service, "law.red_minutes") else 0
    ends_at = row.ends_at if row is not None and row.ends_on is None else None
    if ends_at is not None and ends_at - at <= timedelta(minutes=red):
        return "d"
    return "s" if facts.open_questions else ""


def _owner_note(facts: ItemFacts) -> str:
    """Who is with the case meanwhile: holding it and owning the item are two things."""
    row = facts.case
    if facts.settled:
        return ""
    if facts.acceptance is not None and facts.acceptance.took_case_over:
        return "has taken the case over"
    if row is not None and row.holder and row.holder != facts.owner.name:
        return (
            f"{row.holder} leaves the case"
            if facts.sentence.to_take_over
            else f"{row.holder} is with the case"
        )
    return ""


def _state(facts: ItemFacts, at: datetime) -> tuple[str, str, str]:
    """Shape, word and detail of the receiving side's answer."""
    accepted = facts.acceptance
    if accepted is not None:
        return "done", "Accepted", f"{accepted.practitioner.name} {short(accepted.happened_at, at)}"
    if facts.settled:
        return "dash", "Settled", "nothing to accept"
    if facts.open_questions:
        row = facts.open_questions[0]
        return "asked", ASKED[ItemQuestion.Kind(row.kind)], f"“{row.words}” {short(row.happened_at, at)}"
    if facts.questions:
        row = facts.questions[-1]
        return "none", "Answered", f"“{row.answer}” {short(row.answered_at or at, at)}"
    return "none", "Not answered", f"listed {short(facts.item.happened_at, at)}"


def _asked(row: ItemQuestion, at: datetime) -> Asked:
    answered = f"{row.answered_by_name}, {short(row.answered_at, at)}" if row.answered_at else ""
    return Asked(
        number=row.pk,
        what=ASKED[ItemQuestion.Kind(row.kind)],
        words=row.words,
        by=row.by_name,
        when=short(row.happened_at, at),
        answer=row.answer,
        answered=answered,
    )
