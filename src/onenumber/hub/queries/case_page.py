"""Everything the case page shows, read once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from onenumber.access.models import User
from onenumber.allocation.models import Ask, Offer
from onenumber.allocation.queries import asks_of, offers_of, standing, timeline_of
from onenumber.audit.models import Opening, Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, Standing, TimelineLine, facts_of, timeline
from onenumber.fieldwork.queries import entry_lines
from onenumber.intake.models import Contact, ContactStep
from onenumber.neighbours.panels import request_lines
from onenumber.neighbours.queries import RequestFacts, requests_about
from onenumber.persons.queries import AboutPerson, about, has_received
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_records import PreparedRecords


@dataclass(frozen=True)
class CasePage:
    """The case with its facts, its person's surroundings, its offers and asks, and its timeline (newest first)."""

    case: Case
    facts: CaseFacts
    standing: Standing
    person: AboutPerson
    offers: list[Offer]
    asks: list[Ask]
    lines: list[TimelineLine]
    joined: list[Contact]
    requests: list[RequestFacts]  # between services


JOINED = PreparedRecords(
    Contact,
    lambda reference: Contact.objects.filter(
        steps__kind=ContactStep.Kind.JOINED, steps__case_reference=reference
    ).order_by("happened_at"),
    {"reference": str},
)


def _openings(person_id: int) -> QuerySet[Opening, Any]:
    name = Subquery(User.objects.filter(id=OuterRef("user_id")).values("name"))
    rows = Opening.objects.filter(person_id=person_id).order_by("-at")
    return rows.annotate(name=name).values_list("name", "at", "how")[:8]


OPENINGS = Prepared(_openings, {"person_id": int})


def last_seen_by(case: Case) -> list[tuple[str, datetime, str]]:
    """Who opened the person's record last, when and on what ground."""
    return [(name or "someone", at, how) for name, at, how in OPENINGS.rows(person_id=case.person_id)]


def read_case_page(viewer: Viewer, case: Case) -> CasePage:
    """Read the page of a case that `case_for` has opened to this viewer."""
    assert case.service_id in viewer.services() or has_received(viewer, case.person)
    facts, offers, asks, requests = facts_of(case), offers_of(case), asks_of(case), requests_about(case)
    told = [
        *timeline(facts), *timeline_of(case, offers, asks), *entry_lines(case, at=viewer.at), *request_lines(requests)
    ]  # fmt: skip
    lines = sorted(told, key=lambda line: line.happened_at, reverse=True)
    return CasePage(
        case=case,
        facts=facts,
        standing=standing(facts, offers, asks),
        person=about(case.person),
        offers=offers,
        asks=asks,
        lines=lines,
        joined=JOINED.all(reference=case.reference),
        requests=requests,
    )
