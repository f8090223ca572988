"""Everything the case page shows, read once."""

from dataclasses import dataclass

from onenumber.allocation.models import Ask, Offer
from onenumber.allocation.queries import asks_of, standing, timeline_of
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, Standing, TimelineLine, facts_of, timeline
from onenumber.fieldwork.queries import entry_lines
from onenumber.intake.models import Contact
from onenumber.neighbours.panels import request_lines
from onenumber.neighbours.queries import RequestFacts, requests_about
from onenumber.persons.queries import AboutPerson, about, has_received


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


def read_case_page(viewer: Viewer, case: Case) -> CasePage:
    """Read the page of a case that `case_for` has opened to this viewer."""
    assert case.service_id in viewer.services() or has_received(viewer, case.person)
    facts, asks, requests = facts_of(case), asks_of(case), requests_about(case)
    told = [
        *timeline(facts), *timeline_of(case, asks), *entry_lines(case, at=viewer.at), *request_lines(requests)
    ]  # fmt: skip
    lines = sorted(told, key=lambda line: line.happened_at, reverse=True)
    return CasePage(
        case=case,
        facts=facts,
        standing=standing(case, facts),
        person=about(case.person),
        offers=list(case.offers.select_related("practitioner").order_by("happened_at")),
        asks=asks,
        lines=lines,
        joined=list(
            Contact.objects.filter(steps__kind="joined", steps__case_reference=case.reference).order_by(
                "happened_at"
            )
        ),
        requests=requests,
    )
