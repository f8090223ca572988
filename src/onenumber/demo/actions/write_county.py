"""The county told is written down: people and duties, persons, contacts, cases with their facts, rights, counters.

The one place that writes records of other rooms without their actions: a year is twenty thousand facts, and a
demonstration must be ready in seconds. The chain gets one entry for the whole; the board's rows are made by the
cases' own rebuilding.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from onenumber.allocation.actions import rebuild_offers
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import rebuild_projection
from onenumber.demo.actions._cases import write_cases
from onenumber.demo.actions._contacts import write_contacts
from onenumber.demo.actions._duties import write_duties
from onenumber.demo.actions._evening import write_evening
from onenumber.demo.actions._neighbours import write_agreements, write_requests
from onenumber.demo.actions._people import Written, write_persons
from onenumber.demo.actions._references import Numbering
from onenumber.demo.county.tell import County
from onenumber.demo.policies import may_write_county
from onenumber.messaging.actions import receive_text
from onenumber.organisations.models import Service
from onenumber.workforce.actions import load_people


@dataclass(frozen=True)
class CountyWritten:
    """How many of each."""

    persons: int
    contacts: int
    cases: int
    open_cases: int


@action("county.written", policy=may_write_county)
def write_county(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    county: County,
    progress: Callable[[int], Any] = lambda _: None,
) -> Done[CountyWritten]:
    """Everything told, for one synthetic service without records."""
    load_people(by=by, at=at, service=service, text=county.people_csv)
    written = Written.of(service)
    write_agreements(written, at=at)
    write_duties(county.duties, written)
    persons = write_persons(county.persons, written)
    numbering = Numbering(service.prefix)
    contacts = write_contacts(county, written, persons, numbering, progress)
    write_cases(county.cases, written, contacts, numbering, progress)
    numbering.keep()
    open_cases = rebuild_projection(by=by, at=at)
    rebuild_offers(by=by, at=at)
    if county.cases:
        _write_text(service, at - timedelta(minutes=25))
        write_requests(written, at=at)
    write_evening(at=at, service=service)
    result = CountyWritten(len(persons), len(contacts), len(county.cases), open_cases)
    return Done(result, subject=f"county of {service.prefix}", service_id=service.pk)


def _write_text(service: Service, at: datetime) -> None:
    """A text that answers nothing, for the board to show. Ofcom keeps the number for stories."""
    receive_text(
        by=Viewer.itself(service.pk, at),
        at=at,
        service=service,
        gateway_id=uuid5(NAMESPACE_URL, f"text to {service.prefix}"),
        number="447700900614",
        to_number="447700900900",
        text="Running about 30 min late, roadworks on the coast road. Is the ward door code the same?",
        received_at=at,
    )
