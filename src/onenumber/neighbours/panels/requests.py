"""What was asked of other services about a case, or of us by one: for the case page, its sheets and its timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onenumber.cases.models import Case
from onenumber.cases.queries import TimelineLine
from onenumber.neighbours.presenters.requests import ICONS, TAGS, has_it
from onenumber.neighbours.queries import ASKED, RequestFacts


@dataclass(frozen=True, kw_only=True)
class CaseRequest:
    """One request on the page of a case."""

    url: str
    title: str
    standing: str
    tag: str
    on_behalf_of: str
    has_it: str


@dataclass(frozen=True, kw_only=True)
class CaseRequests:
    """All of a case; `acting_for` is the council it is considered for because both sides said so, else empty."""

    lines: tuple[CaseRequest, ...]
    acting_for: str


def case_requests(found: Iterable[RequestFacts], case: Case, at: datetime) -> CaseRequests:
    """In words, the newest last."""
    found = list(found)
    taken = [one for one in found if one.row.taken_case_id == case.pk and one.is_agreed]
    return CaseRequests(
        lines=tuple(_line(one, at) for one in found), acting_for=taken[-1].row.on_behalf_of if taken else ""
    )


def _line(one: RequestFacts, at: datetime) -> CaseRequest:
    row = one.row
    return CaseRequest(
        url=f"/requests/{row.pk}/",
        title=f"{row.asking_name} asks {row.asked_name}",
        standing=one.standing.value,
        tag=TAGS.get(one.standing, "grey"),
        on_behalf_of=row.on_behalf_of,
        has_it=has_it(one, {}, at),
    )


def request_lines(found: Iterable[RequestFacts]) -> list[TimelineLine]:
    """What was asked and decided, for the timeline of the case."""
    return [line for one in found for line in _lines(one)]


def _lines(one: RequestFacts) -> Iterable[TimelineLine]:
    row = one.row
    yield TimelineLine(
        row.happened_at, row.recorded_at, icon="ring", strong=f"{row.asking_person}, {row.asking_name},",
        text=f"asked {row.asked_name} to consider the case on behalf of {row.on_behalf_of}", by_name=row.by_name,
    )  # fmt: skip
    for answer in one.answers.values():
        service = row.asked_name if answer.side == ASKED else row.asking_name
        words = f": {answer.words}" if answer.words else ""
        yield TimelineLine(
            answer.happened_at, answer.recorded_at, icon=ICONS[answer.decision], by_name=answer.by_name,
            strong=f"{answer.person}, {service},", text=f"{answer.get_decision_display()}{words}",
        )  # fmt: skip
