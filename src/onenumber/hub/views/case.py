"""The case page, its copy for the other record, and its sheets on paper. Opening any of them is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amhp.calendar import say_moment
from onenumber.access.models import ViewerRequest
from onenumber.allocation.policies import may_ask
from onenumber.audit.actions import note_opening
from onenumber.cases.models import Case
from onenumber.cases.panels import documents_panel, forms_open
from onenumber.cases.queries import CaseFacts, case_for
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.hub.policies import may_arrange
from onenumber.hub.presenters.case import CaseView, case_person_line, present_case
from onenumber.hub.presenters.copy import plain_text
from onenumber.hub.queries.case_page import last_seen_by, read_case_page
from onenumber.neighbours.policies import may_ask_neighbour

KEYS = (
    KeyHelp(keys=("A",), does="add what happened"),
    KeyHelp(keys=("Y",), does="copy for the other record"),
    KeyHelp(keys=("D",), does="decision"),
    KeyHelp(keys=("T",), does="timeline"),
)


def _open(request: ViewerRequest, reference: str) -> tuple[Case, CaseView, CaseFacts]:
    case = case_for(request.viewer, reference)
    read = read_case_page(request.viewer, case)
    view = present_case(read, at=request.at)
    note_opening(
        by=request.viewer, at=request.at, person_id=case.person_id, service_id=case.service_id, how="case"
    )
    return case, view, read.facts


@require_safe
def case(request: ViewerRequest, reference: str) -> HttpResponse:
    """Everything about one consideration."""
    found, view, facts = _open(request, reference)
    forms = forms_open(request.viewer, found)
    about(request, title=found.reference, subject=f"Case {found.reference}", keys=KEYS)
    return render(
        request,
        "hub/case.html",
        {
            "case": view,
            "documents": documents_panel(request.viewer, facts, forms, at=request.at),
            "contact_reference": found.contact.reference,
            "person_line": case_person_line(found, request.at),
            "asks": may_ask(request.viewer, case=found),
            "asks_neighbours": may_ask_neighbour(request.viewer, case=found),
            "forms": forms,
            "arranges": may_arrange(request.viewer, service_id=found.service_id),
            "restricted": found.person.restricted,
            "seen_by": [
                (name, say_moment(seen_at, request.at), how) for name, seen_at, how in last_seen_by(found)
            ],
        },
    )


@require_safe
def case_print(request: ViewerRequest, reference: str) -> HttpResponse:
    """The case as sheets, the person's name, birth date and reference on each."""
    found, view, _ = _open(request, reference)
    about(request, title=f"{found.reference}, on paper", subject=f"Case {found.reference}")
    return render(
        request, "hub/case_print.html", {"case": view, "person_line": case_person_line(found, request.at)}
    )


@require_safe
def case_copy(request: ViewerRequest, reference: str) -> HttpResponse:
    """The case as plain text for the council's or trust's own record."""
    found, view, _ = _open(request, reference)
    about(request, title=f"{found.reference}, copy")
    text = plain_text(view, case_person_line(found, request.at))
    return render(
        request, "hub/case_copy.html", {"reference": found.reference, "text": text, "at": request.at}
    )
