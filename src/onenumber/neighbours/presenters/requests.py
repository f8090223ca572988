"""Requests between services in words: whose duty it appears to be, who has the case now, and who decided what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.design.parts import Pair, TimelineEntry
from onenumber.neighbours.models import RequestAnswer
from onenumber.neighbours.queries import ASKED, ASKING, RequestFacts, RequestStanding

S = RequestStanding
TAGS = {S.WAITING: "yellow", S.ACCEPTED: "yellow", S.DECLINED: "orange", S.AGREED: "green", S.TAKEN: "green"}
ICONS = {"accepted": "done", "declined": "dash", "kept": "set", "withdrawn": "dash"}
# s13(1); (1B) and (1C) for somebody under section 2 who may need section 3: read in the text of the Act, law.md.
DUTY = (
    "The council that has reason to think an application may be needed arranges for the case to be considered "
    "(s13(1)). For somebody detained under section 2 who may need section 3, that appears to stay with the council "
    "that arranged for the first (s13(1B) and (1C)). One Number does not decide whose duty it is. Where two councils "
    "see it differently, ask your solicitor; the person is not to wait for that."
)


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """One request in the list."""

    url: str
    who: str
    what: str
    when: str
    standing: str
    tag: str
    has_it: str


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    """One request, as it reads on the side where the viewer stands."""

    number: int
    title: str
    names: Mapping[str, str]  # of the services, by side
    standing: str
    tag: str
    responsible: str
    why: str
    has_it: str
    asks: str
    pairs: tuple[Pair, ...]
    lines: tuple[TimelineEntry, ...]
    links: tuple[tuple[str, str], ...]


def request_rows(found: Iterable[RequestFacts], at: datetime) -> tuple[RequestRow, ...]:
    """The list."""
    return tuple(
        RequestRow(
            url=f"/requests/{one.row.pk}/",
            who=f"{one.row.asking_name} asks {one.row.asked_name}",
            what=f"On behalf of {one.row.on_behalf_of}",
            when=say_moment(one.row.happened_at, at),
            standing=one.standing.value,
            tag=TAGS.get(one.standing, "grey"),
            has_it=has_it(one, {}, at),
        )
        for one in found
    )


def has_it(one: RequestFacts, holders: Mapping[int, str], at: datetime) -> str:
    """Who has the case at this moment, in a sentence or two; `holders` are names by the number of a case."""
    row = one.row
    if not one.is_agreed:
        stays = "stays" if row.settled_at is not None else "is"
        waits = "" if row.settled_at is not None else " Nothing moves until both sides have said yes."
        return f"The case {stays} with {row.asking_name}.{_held(row.case_id, holders)}{waits}"
    since = say_moment(one.answers[ASKING].happened_at, at)
    said = f"{row.asked_name} considers it on behalf of {row.on_behalf_of}, since {since}"
    if row.taken_reference:
        return f"{said}, as {row.taken_reference}.{_held(row.taken_case_id, holders)}"
    return f"{said}.{' It has no case there yet.' if row.asked_service_id is not None else ''}"


def _held(case_id: int | None, holders: Mapping[int, str]) -> str:
    if case_id is None or case_id not in holders:
        return ""
    return f" {holders[case_id]} holds it." if holders[case_id] else " Nobody holds it at this moment."


def request_page(
    one: RequestFacts, *, sides: Iterable[str], holders: Mapping[int, str], at: datetime
) -> RequestPage:
    """Links lead to the cases of the sides on which the viewer stands; the other's is named and not opened."""
    row, sides = one.row, set(sides)
    told = (
        ("Asks", _who(row.asking_name, row.asking_person, row.asking_telephone)),
        ("Is asked", _who(row.asked_name, row.asked_person, row.asked_telephone)),
        ("Their reference", row.reference),
        ("What it is", row.where),
        ("Asked", say_moment(row.happened_at, at)),
        ("Answer wanted by", say_moment(row.answer_by, at)),
        ("Under", f"{row.agreement.with_whom}: {row.agreement.get_kind_display()}" if row.agreement else ""),
    )
    links = []
    if row.case_id is not None and ASKING in sides:
        links.append((row.reference, f"/cases/{row.reference}/"))
    if row.taken_reference and ASKED in sides:
        links.append((row.taken_reference, f"/cases/{row.taken_reference}/"))
    return RequestPage(
        number=row.pk,
        title=f"{row.asking_name} asks {row.asked_name}",
        names={str(ASKED): row.asked_name, str(ASKING): row.asking_name},
        standing=one.standing.value,
        tag=TAGS.get(one.standing, "grey"),
        responsible=row.on_behalf_of,
        why=row.why_theirs,
        has_it=has_it(one, holders, at),
        asks=row.asks,
        pairs=tuple(Pair(name=name, value=value) for name, value in told if value),
        lines=request_timeline(one, at),
        links=tuple(links),
    )


def _who(name: str, person: str, telephone: str) -> str:
    return ", ".join(part for part in (name, person, telephone) if part)


def request_timeline(one: RequestFacts, at: datetime) -> tuple[TimelineEntry, ...]:
    """What was asked and decided, the newest first, each as whose it was."""
    row = one.row
    asked = TimelineEntry(
        when=_when(row.happened_at, at), strong=f"{row.asking_person}, {row.asking_name},", icon="ring",
        text=f"asked {row.asked_name} to consider the case on behalf of {row.on_behalf_of}.",
        note=_written(row.asking_person, row.by_name),
    )  # fmt: skip
    lines = [asked, *(_answer(one, answer, at) for answer in _in_order(one.answers.values()))]
    if row.taken_at is not None:
        text = f"opened {row.taken_reference} for it."
        lines.append(
            TimelineEntry(when=_when(row.taken_at, at), strong=row.taken_by_name, text=text, icon="done")
        )
    return tuple(reversed(lines))


def _in_order(answers: Iterable[RequestAnswer]) -> list[RequestAnswer]:
    return sorted(answers, key=lambda answer: (answer.recorded_at, answer.pk))


def _answer(one: RequestFacts, answer: RequestAnswer, at: datetime) -> TimelineEntry:
    service = one.row.asked_name if answer.side == ASKED else one.row.asking_name
    words = f": {answer.words}" if answer.words else "."
    return TimelineEntry(
        when=_when(answer.happened_at, at), strong=f"{answer.person}, {service},", icon=ICONS[answer.decision],
        text=f"{answer.get_decision_display()}{words}", note=_written(answer.person, answer.by_name),
    )  # fmt: skip


def _written(person: str, by_name: str) -> str:
    return "" if person == by_name else f"Written down by {by_name}"


def _when(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")
