"""What a report says: what is recorded already, with where it came from, and beside it the author's own words.

Nothing recorded is typed again. The content of a finished document is one text, written in one way only (sorted, no
spaces), so that its SHA-256 can be worked out again by anybody.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from amhp.calendar import day_in_london, say_date, say_left
from amhp.law import Clock
from onenumber.cases.models import Case, Document
from onenumber.cases.queries.clocks import clocks_of
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.recorded import (
    assessment_pairs,
    close_ones,
    decision_pairs,
    relative_pairs,
    told_pairs,
)
from onenumber.cases.queries.report_parts import PARTS, Part
from onenumber.cases.queries.wording import code_words, kind_of_case
from onenumber.design.parts import Pair
from onenumber.design.wording import nhs_number, weekday_moment
from onenumber.persons.queries import AboutPerson, born_words

NEVER_TODAY = timedelta(days=400)  # a locked text is read on other days: a start is said with its whole date
SEEN_PAIRS = ("Seen", "Attempt")
ALTERNATIVES = ("Alternatives", "Used instead")
CONSIDERED = ("Considered", "Why")


def recorded_for(facts: CaseFacts, person: AboutPerson, at: datetime) -> dict[str, tuple[Pair, ...]]:
    """What is on the record for each part, by its key."""
    decided = decision_pairs(facts, weekday_moment)
    assessed = assessment_pairs(facts, weekday_moment)
    doctors = {row.doctor_name for row in facts.recommendations}
    choose: dict[str, Callable[[], Iterable[Pair]]] = {
        "referral": lambda: (*_referral(facts, at), *_named(decided, CONSIDERED)),
        "preparation": lambda: _preparation(facts, person),
        "interview": lambda: _named(assessed, SEEN_PAIRS),
        "relative": lambda: relative_pairs(facts, weekday_moment),
        "others": lambda: close_ones(person.relatives),
        "decision": lambda: (
            *(pair for pair in decided if pair.name not in {*ALTERNATIVES, *CONSIDERED}),
            *_named(assessed, doctors),
        ),
        "alternatives": lambda: (*_named(decided, ALTERNATIVES), *_tried(facts)),
        "carrying_out": lambda: (
            *(pair for pair in assessed if pair.name not in {*SEEN_PAIRS, *doctors}),
            *_waits(facts, at),
        ),
        "after": lambda: _follow_ups(facts),
    }
    return {part.key: tuple(choose[part.key]()) if part.key in choose else () for part in PARTS}


def _named(pairs: Iterable[Pair], names: Iterable[str]) -> tuple[Pair, ...]:
    wanted = set(names)
    return tuple(pair for pair in pairs if pair.name in wanted)


def _referral(facts: CaseFacts, at: datetime) -> list[Pair]:
    case = facts.case
    pairs = [
        Pair(
            name="Asked for", value=kind_of_case(facts.contact_type), told_by=weekday_moment(case.happened_at)
        ),
        Pair(name="Acting for", value=case.council.name),
        *told_pairs(facts, weekday_moment),
    ]
    if case.contact.words:
        pairs.append(
            Pair(name="In the caller’s words", value=case.contact.words, told_by=case.contact.reference)
        )
    return [
        *pairs,
        *(
            Pair(name=clock.name, value=_until(clock), told_by=clock.start_said)
            for clock in clocks_of(facts, at + NEVER_TODAY)
            if clock.is_authority
        ),
    ]


def _until(clock: Clock) -> str:
    """When a limit ends or was ended, as a day and a time of its own."""
    if clock.ended_at is not None:
        return f"Ended {weekday_moment(clock.ended_at)}"
    if clock.ends_on is not None:
        return f"Until the end of {say_date(clock.ends_on)}"
    return f"Until {weekday_moment(clock.ends_at)}"


def _preparation(facts: CaseFacts, person: AboutPerson) -> list[Pair]:
    record = facts.case.person
    pairs = [Pair(name="Language or help", value=record.language_or_help or "None known")]
    if record.interpreter_needed is not None:
        pairs.append(Pair(name="Interpreter needed", value="Yes" if record.interpreter_needed else "No"))
    pairs += [
        Pair(
            name="Staff safety",
            value=alert.text,
            told_by=f"{alert.by_name}, {weekday_moment(alert.recorded_at)}",
        )
        for alert in person.alerts
    ]
    for seen in facts.recommendations:
        if seen.knew_person is not None:
            value = "knew the person before" if seen.knew_person else "had not met the person before"
            pairs.append(Pair(name=seen.doctor_name, value=value, told_by=f"recorded by {seen.by_name}"))
    return pairs


def _tried(facts: CaseFacts) -> list[Pair]:
    codes = facts.triage.alternatives_tried.split() if facts.triage is not None else []
    by = facts.triage.amhp_name or facts.triage.by_name if facts.triage is not None else ""
    return [Pair(name="Tried before", value=code_words("CL-ALT", code), told_by=by) for code in codes]


def _waits(facts: CaseFacts, at: datetime) -> list[Pair]:
    return [
        Pair(
            name="Chosen delay" if wait.chosen else "Forced delay",
            value=f"{code_words('CL-DEL', wait.reason)}, {wait.agency}: "
            f"{say_left((wait.ended_at or at) - wait.happened_at)}{'' if wait.ended_at else ' so far'}",
            told_by=f"from {weekday_moment(wait.happened_at)}, recorded by {wait.by_name}",
        )
        for wait in facts.waits
    ]


def _follow_ups(facts: CaseFacts) -> list[Pair]:
    return [
        Pair(
            name="To follow up" if row.ended_at is None else "Followed up",
            value=f"{row.for_whom}: {row.what}",
            told_by=f"{row.owner.name}, by {weekday_moment(row.due_at)}",
        )
        for row in facts.follow_ups
    ]


def identity(case: Case, at: datetime) -> tuple[Pair, ...]:
    """Who it is about."""
    person = case.person
    return (
        Pair(name="Name", value=person.name or "Not known"),
        Pair(name="Born", value=born_words(person, on=day_in_london(at))),
        Pair(name="NHS number", value=nhs_number(person.nhs_number) if person.nhs_number else "Not known"),
        Pair(name="Address", value=person.address or "Not known"),
        Pair(name="Reference", value=case.reference),
    )


def parts_in(kind: str) -> tuple[Part, ...]:
    """The parts of a report; of an outline, those that the hospital needs at once."""
    return tuple(part for part in PARTS if kind == Document.Kind.REPORT or part.in_outline)


def report_content(
    facts: CaseFacts, person: AboutPerson, words: Mapping[str, str], *, kind: str, at: datetime
) -> dict[str, Any]:
    """A report or an outline as it is locked: identity, then each part with what was recorded and what was written."""
    recorded = recorded_for(facts, person, at)
    return {
        "identity": _plain(identity(facts.case, at)),
        "parts": [
            {
                "key": part.key,
                "heading": part.heading,
                "recorded": _plain(recorded[part.key]),
                "words": words.get(part.key, "").strip(),
            }
            for part in parts_in(kind)
        ],
    }


def _plain(pairs: Sequence[Pair]) -> list[list[str]]:
    return [[pair.name, pair.value, pair.told_by] for pair in pairs]


def written_down(content: Mapping[str, Any]) -> str:
    """The one text of a content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The SHA-256 of that text.

    >>> digest_of("{}")[:12]
    '44136fa355b3'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_finished(document: Document) -> bool:
    """Whether the stored text still has the digest it was finished with."""
    return digest_of(document.content) == document.digest
