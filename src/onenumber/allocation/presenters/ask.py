"""One ask in words: who was asked for what, how it stands, and what can be recorded next."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import say_between, steps_open
from onenumber.design.parts import Pair

STEP_WORDS = {
    "yes": "They said yes",
    "no": "They said no",
    "arrived": "They are there",
    "left": "They have left",
    "time": "Another time",
    "acquaintance": "Whether they knew the person",
    "cancel": "Cancel",
}
CAN_BE_WRITTEN_TO = frozenset(
    {Ask.What.POLICE, Ask.What.TRANSPORT, Ask.What.BED, Ask.What.PLACE_OF_SAFETY, Ask.What.COURT}
)


@dataclass(frozen=True, kw_only=True)
class AskPage:
    """What stands around the forms."""

    heading: str
    reference: str
    case_url: str
    state: str
    facts: tuple[Pair, ...]
    steps: tuple[tuple[str, str], ...]
    telephone: str
    letter_url: str


def ask_page(ask: Ask, *, at: datetime) -> AskPage:
    """The words of one ask."""
    reference, url = ask.case.reference, f"/asks/{ask.pk}/"
    what = str(Ask.What(ask.what).label)
    could_not = ask.answer == Ask.Answer.DECLINED or (
        not ask.answer and ask.answer_by and ask.answer_by <= at
    )
    return AskPage(
        heading=f"{what[:1].upper()}{what[1:]}: {ask.whom}",
        reference=reference,
        case_url=f"/cases/{reference}/",
        state=_state(ask, at),
        facts=tuple(_facts(ask, at)),
        steps=tuple((STEP_WORDS[step], f"{url}{step}/") for step in steps_open(ask)),
        telephone=ask.telephone,
        letter_url=f"{url}letter/" if could_not and ask.what in CAN_BE_WRITTEN_TO else "",
    )


def _state(ask: Ask, at: datetime) -> str:
    if not ask.answer:
        return "Asked, no answer yet"
    if ask.answer != Ask.Answer.CONFIRMED:
        words = str(Ask.Answer(ask.answer).label)
        return f"{words[:1].upper()}{words[1:]}"
    if ask.ended_how:
        ended = str(Ask.End(ask.ended_how).label)
        return (
            f"{ended[:1].upper()}{ended[1:]} {say_moment(ask.ended_at, at) if ask.ended_at else ''}".strip()
        )
    if ask.arrived_at is not None:
        return f"Here since {say_moment(ask.arrived_at, at)}"
    expected = say_between(ask.expected_from, ask.expected_to, at)
    return f"Expected {expected}" if expected else "Yes, no time given"


def _facts(ask: Ask, at: datetime) -> list[Pair]:
    pairs = [Pair(name="Asked", value=say_moment(ask.happened_at, at), told_by=f"by {ask.by_name}")]
    wanted = say_between(ask.wanted_from, ask.wanted_to, at)
    for name, value in (
        ("Wanted", wanted),
        ("Answer wanted by", say_moment(ask.answer_by, at) if ask.answer_by else ""),
        ("Note", ask.note),
    ):
        if value:
            pairs.append(Pair(name=name, value=value))
    if ask.answered_at is not None:
        how = str(Ask.How(ask.answered_how).label) if ask.answered_how else ""
        said = str(Ask.Answer(ask.answer).label)
        pairs.append(Pair(name="Answer", value=f"{said}, {say_moment(ask.answered_at, at)}", told_by=how))
    for name, value in (
        ("In their words", ask.answer_reason),
        ("Their reference", ask.their_reference),
        ("Knew the person", "" if ask.knew_person is None else "yes" if ask.knew_person else "no"),
        ("Why nobody who did", ask.why_not_acquainted),
        ("Ended because", ask.ended_reason),
    ):
        if value:
            pairs.append(Pair(name=name, value=value))
    return pairs
