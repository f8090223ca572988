"""The case page in words: who the person is, the clocks and what cannot extend them, who decides, what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from amhp.calendar import day_in_london, say_date, say_left, say_moment
from onenumber.allocation.panels import Coming, present_coming
from onenumber.cases.models import Case
from onenumber.cases.panels import Lacking, lacking_lines
from onenumber.cases.queries import (
    CaseFacts,
    TimelineLine,
    assessment_pairs,
    clocks_of,
    close_ones,
    decision_pairs,
    lacking,
    relative_pairs,
    told_pairs,
)
from onenumber.design.parts import ClockCard, Pair, TimelineEntry
from onenumber.design.wording import nhs_number
from onenumber.hub.presenters.case_clocks import clock_cards
from onenumber.hub.presenters.case_hours import Hours, hours_so_far
from onenumber.hub.presenters.follow_up import ToDo, to_do
from onenumber.hub.presenters.history import words
from onenumber.hub.queries.case_page import CasePage
from onenumber.neighbours.panels import ArrangementLine, CaseRequests, arrangement_lines, case_requests
from onenumber.persons.queries import age_of, person_line

TAGS = {
    "received": "grey",
    "considering": "grey",
    "offered": "yellow",
    "accepted": "blue",
    "arranging": "blue",
    "assessing": "blue",
    "decided": "blue",
    "carrying_out": "blue",
    "reporting": "grey",
    "following_up": "grey",
    "did_not_progress": "grey",
    "closed": "grey",
}
ASKED = {"S13_4": "s13(4), by the nearest relative"}


@dataclass(frozen=True)
class WaitLine:
    """A wait: what for, forced or chosen, with whom, how long."""

    reason: str
    kind: str
    agency: str
    length: str
    running: bool
    end_url: str
    correct_url: str


@dataclass(frozen=True)
class CaseView:
    """The page's words."""

    reference: str
    standing: str
    tag: str
    summary: str
    identity: tuple[Pair, ...]
    clocks: tuple[ClockCard, ...]
    hours: Hours | None
    arranged: tuple[ArrangementLine, ...]
    requests: CaseRequests
    coming: Coming
    decides: str
    decides_text: str
    decision: tuple[Pair, ...]
    relative: tuple[Pair, ...]
    relatives: tuple[Pair, ...]
    assessment: tuple[Pair, ...]
    told: tuple[Pair, ...]
    told_words: str
    waits: tuple[WaitLine, ...]
    follow_ups: tuple[ToDo, ...]
    waited: str
    timeline: tuple[tuple[TimelineEntry, str], ...]
    reasons_owed: str
    open: bool
    held: bool
    alerts: bool
    lacks: tuple[Lacking, ...]


def present_case(page: CasePage, *, at: datetime) -> CaseView:
    """The page at one moment."""
    facts, case = page.facts, page.case
    asked = f"Consideration asked {say_moment(case.happened_at, at)} under {ASKED.get(facts.contact_type, 's13(1)')}"
    clocks = clocks_of(facts, at)
    requests = case_requests(page.requests, case, at)
    decides = _decides(page, requests.acting_for)

    def say(moment: datetime) -> str:
        return say_moment(moment, at)

    return CaseView(
        reference=case.reference,
        standing=page.standing.words,
        tag=TAGS.get(page.standing.value, "grey"),
        summary=f"{words('CL-TYPE', facts.contact_type)}. {asked}",
        identity=_identity(page, at),
        clocks=clock_cards(page, clocks, at),
        hours=hours_so_far(facts, clocks, at),
        arranged=_arranged(facts, at),
        requests=requests,
        coming=present_coming(page.facts, page.asks, at=at),
        decides=decides[0],
        decides_text=decides[1],
        decision=decision_pairs(facts, say),
        relative=relative_pairs(facts, say),
        relatives=close_ones(page.person.relatives),
        assessment=assessment_pairs(facts, say),
        told=told_pairs(facts, say, joined=page.joined),
        told_words=case.contact.words,
        waits=_waits(page, at),
        follow_ups=to_do(facts, at),
        waited=_waited(page, at),
        timeline=tuple((_line(line, at), _correct_url(page, line)) for line in page.lines),
        reasons_owed=_owed(page),
        open=facts.closure is None,
        held=facts.commitment is not None,
        alerts=bool(page.person.alerts),
        lacks=lacking_lines(lacking(facts, at=at), case.reference),
    )


def _arranged(facts: CaseFacts, at: datetime) -> tuple[ArrangementLine, ...]:
    code = facts.locality.code if facts.locality else ""
    return arrangement_lines(facts.case.service, place=facts.place, locality_code=code, on=day_in_london(at))


def _decides(page: CasePage, acting_for: str) -> tuple[str, str]:
    """Whose decision it is, said beside the decision."""
    facts, council = page.facts, acting_for or page.case.council.name
    held, last = facts.commitment, facts.last_commitment
    if held is not None:
        return (
            f"{held.practitioner.name} decides,",
            f"acting on behalf of {council}. The hub supports; it does not decide.",
        )
    if facts.closure is not None:
        return (
            "This case is closed.",
            f"{last.practitioner.name} held it, acting on behalf of {council}." if last else "",
        )
    return (
        "Nobody holds this case.",
        "Whoever accepts it decides what happens. The hub offers; it does not decide.",
    )


def _identity(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    person = page.case.person
    age = age_of(person, on=day_in_london(at))
    born = (
        f"{say_date(person.birth_date)} (age {age})"
        if person.birth_date
        else (f"not known, about {age} years old" if age is not None else "not known")
    )
    safety = "; ".join(alert.text for alert in page.person.alerts) or "No concern known"
    return (
        Pair(name="Person", value=person.name or "Name not known"),
        Pair(name="Born", value=born),
        Pair(name="NHS number", value=nhs_number(person.nhs_number) if person.nhs_number else "not known"),
        Pair(name="Now at", value=page.facts.place or "not known"),
        Pair(name="Locality", value=page.facts.locality.name if page.facts.locality else "not known"),
        Pair(name="Language or help", value=person.language_or_help or "None known"),
        Pair(name="Staff safety", value=safety),
    )


def case_person_line(case: Case, at: datetime) -> str:
    """Name, birth date and reference: on every sheet of a case."""
    return person_line(case.person, case.reference, on=day_in_london(at))


def _waits(page: CasePage, at: datetime) -> tuple[WaitLine, ...]:
    return tuple(
        WaitLine(
            reason=words("CL-DEL", wait.reason),
            kind="Chosen" if wait.chosen else "Forced",
            agency=wait.agency,
            length=say_left((wait.ended_at or at) - wait.happened_at),
            running=wait.ended_at is None,
            end_url=f"{reverse('cases:add', args=[page.case.reference, 'wait-end'])}?wait={wait.pk}",
            correct_url=f"{reverse('cases:add', args=[page.case.reference, 'correction'])}?fact=wait-{wait.pk}",
        )
        for wait in page.facts.waits
    )


def _waited(page: CasePage, at: datetime) -> str:
    """Forced and chosen, each by itself: they are never added together."""
    sums = {True: timedelta(), False: timedelta()}
    for wait in page.facts.waits:
        sums[wait.chosen] += (wait.ended_at or at) - wait.happened_at
    return f"forced {say_left(sums[False])}; chosen {say_left(sums[True])}; never added together"


def _owed(page: CasePage) -> str:
    owed = page.facts.reasons_owed
    if owed is None:
        return ""
    to = owed.owed_to or "the nearest relative"
    return f"Written reasons are due to {to}: the request under s13(4) ended without an application."


def _line(line: TimelineLine, at: datetime) -> TimelineEntry:
    written = line.written_up_at
    notes = [line.note] if line.note else []
    if written is not None:
        by = f" by {line.by_name}" if line.by_name else ""
        notes.append(f"Written up {say_moment(written, at).removeprefix('today ')}{by}")
    if line.corrected:
        notes.append("Corrected later")
    return TimelineEntry(
        when=say_moment(line.happened_at, at).removeprefix("today "),
        text=line.text,
        strong=line.strong,
        icon=line.icon,
        note=". ".join(notes),
    )


def _correct_url(page: CasePage, line: TimelineLine) -> str:
    if not line.fact or line.corrected:
        return ""
    return f"{reverse('cases:add', args=[page.case.reference, 'correction'])}?fact={line.fact}"
