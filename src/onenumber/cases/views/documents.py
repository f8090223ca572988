"""Finished documents of a case: on screen and paper, as PDF, and letters made from approved text."""

from http import HTTPStatus
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed, note_opening
from onenumber.cases.actions import ImpossibleFact, make_letter
from onenumber.cases.forms import LetterForm
from onenumber.cases.models import Case
from onenumber.cases.policies import may_arrange, may_write_report
from onenumber.cases.presenters import DocumentView, present_document
from onenumber.cases.queries import case_for, facts_of, filled_in, letter_slots, letter_values, whole_document
from onenumber.design.about import about
from onenumber.design.page import SYNTHETIC_NOTICE, printed_line
from onenumber.design.parts import Notice
from onenumber.design.pdf import PdfCannotBeMade, pdf_of
from onenumber.design.sheet import Sheet
from onenumber.records.submissions import read_key


def _open(request: ViewerRequest, reference: str, number: int) -> tuple[Case, DocumentView]:
    case = case_for(request.viewer, reference)
    view = present_document(whole_document(case, number), case, at=request.at)
    note_opening(
        by=request.viewer, at=request.at, person_id=case.person_id, service_id=case.service_id, how=view.kind
    )
    return case, view


@require_safe
def document(request: ViewerRequest, reference: str, number: int) -> HttpResponse:
    """The document, its addenda and whom it went to; it prints as it stands."""
    case, view = _open(request, reference, number)
    about(request, title=f"{view.title}: {case.reference}", subject=f"Case {case.reference}, {view.title}")
    shown = {"document": view, "writes": may_write_report(request.viewer, case=case)}
    return render(request, "cases/document.html", shown)


@require_safe
def document_pdf(request: ViewerRequest, reference: str, number: int) -> HttpResponse:
    """The same as PDF/UA. Where none can be made the page says what to do, and printing works all the same."""
    case, view = _open(request, reference, number)
    title = f"{view.title}: {case.reference}"
    sheet = Sheet(
        title=title,
        person_line=view.person_line,
        printed_line=printed_line(
            service=case.service.name, subject=title, printed_at=request.at, by=request.viewer.name
        ),
        service=case.service.name,
        language=view.language,
        notice=SYNTHETIC_NOTICE if case.service.synthetic else "",
        large_print=request.GET.get("print") == "large" or request.user.large_print,
    )
    try:
        made = pdf_of(render_to_string("cases/document_sheet.html", {"document": view, "sheet": sheet}))
    except PdfCannotBeMade as problem:
        link = ("Open the document and print it", f"/cases/{case.reference}/documents/{number}/")
        notice = Notice(heading="No PDF was made", text=(str(problem),), links=(link,))
        about(request, title=notice.heading)
        answer = render(request, "design/notice.html", {"notice": notice})
        answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return answer
    name = f"{case.reference}-{view.kind}-{number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: ViewerRequest, reference: str) -> HttpResponse:
    """Every slot for approved text, the empty ones said to be empty; a POST makes a letter."""
    case = case_for(request.viewer, reference)
    if not may_arrange(request.viewer, case=case):
        raise NotAllowed("letter.made")
    slots = letter_slots(case.service)
    posted = request.method == "POST"
    form = LetterForm(request.POST if posted else None, slots=slots, initial={"key": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = make_letter(
                by=request.viewer,
                at=request.at,
                case=case,
                slot=said["slot"],
                to_name=said["to_name"],
                key=read_key(said["key"]),
            )
            return HttpResponseRedirect(f"/cases/{case.reference}/documents/{made.number}/", status=303)
        except ImpossibleFact as problem:
            form.add_error(problem.field, problem.message)
    about(request, title=f"Letters: {case.reference}", has_errors=posted)
    values = letter_values(facts_of(case), to_name="[the name you write]", at=request.at)
    note_opening(
        by=request.viewer, at=request.at, person_id=case.person_id, service_id=case.service_id, how="letters"
    )
    shown = {
        "reference": case.reference,
        "form": form,
        "slots": [(slot, filled_in(slot.text, values)[0]) for slot in slots],
    }
    return render(request, "cases/letters.html", shown, status=422 if posted else 200)
