"""/cases/<reference>/report/: the AMHP's report as it is written, kept part by part, and finished by its author."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed, note_opening
from onenumber.cases.actions import ImpossibleFact, finish_report, keep_report_draft
from onenumber.cases.forms import ReportForm
from onenumber.cases.models import Case, Document
from onenumber.cases.panels import documents_panel, forms_open
from onenumber.cases.policies import may_write_report
from onenumber.cases.presenters import present_report
from onenumber.cases.queries import case_for, facts_of, own_report, report_draft, standing_of
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.design.wording import clock_seconds
from onenumber.persons.queries import about as about_person
from onenumber.records.submissions import read_key

FINISHES = {"finish": Document.Kind.REPORT, "outline": Document.Kind.OUTLINE}
KEYS = (KeyHelp(keys=("Ctrl", "S"), does="keep what is written"),)
OTHER_WINDOW = (
    "Your report was changed in another window. Nothing is lost: its words stand beside yours. Keep what you want "
    "in the boxes, then press Keep."
)
NOT_KEPT = "Not kept: your report was changed in another window. Press Keep: both stand side by side, and you choose."


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ViewerRequest, reference: str) -> HttpResponse:
    """The page; a POST keeps what is written and, if asked, finishes it."""
    case = case_for(request.viewer, reference)
    if request.method == "POST":
        return _posted(request, case)
    draft = report_draft(request.viewer, case)
    words = draft.words if draft is not None else {}
    return _page(request, case, ReportForm(initial={"key": uuid4(), **words}))


def _posted(request: ViewerRequest, case: Case) -> HttpResponse:
    if not may_write_report(request.viewer, case=case):
        raise NotAllowed("report.kept")
    form = ReportForm(request.POST)
    key = read_key(request.POST.get("key"))
    if not form.is_valid():
        return _page(request, case, form, status=422)
    finished = own_report(request.viewer, case) is not None
    kind = FINISHES.get(request.POST.get("do", ""))
    if not finished and not _keep(request, case, form, key):
        form.add_error(None, OTHER_WINDOW)
        return _page(request, case, form, status=422)
    if kind is None and not finished:
        messages.success(request, "Kept. Only you see it until it is finished.")
        return HttpResponseRedirect(f"/cases/{case.reference}/report/", status=303)
    try:
        made = finish_report(
            by=request.viewer, at=request.at, case=case, kind=kind or Document.Kind.REPORT, key=key
        )
    except ImpossibleFact as problem:
        form.add_error(problem.field, problem.message)
        return _page(request, case, form, status=422)
    messages.success(request, f"{case.reference}: finished and locked.")
    return HttpResponseRedirect(f"/cases/{case.reference}/documents/{made.number}/", status=303)


@require_POST
def report_draft_kept(request: ViewerRequest, reference: str) -> HttpResponse:
    """Keep what is typed now; answers when it was kept, or 409 when another window kept something newer."""
    case = case_for(request.viewer, reference)
    if not may_write_report(request.viewer, case=case):
        raise NotAllowed("report.kept")
    form = ReportForm(request.POST)
    key = read_key(request.POST.get("key"))
    if not form.is_valid():
        return JsonResponse({"kept_at": "", "errors": form.errors}, status=422)
    if own_report(request.viewer, case) is not None or not _keep(request, case, form, key):
        return JsonResponse({"kept_at": "", "say": NOT_KEPT}, status=409)
    return JsonResponse({"kept_at": clock_seconds(request.at), "values": {}})


def _keep(request: ViewerRequest, case: Case, form: ReportForm, key: UUID) -> bool:
    opened_at = form.cleaned_data["opened_at"]
    return keep_report_draft(
        by=request.viewer,
        at=request.at,
        case=case,
        words=form.words(),
        page=key,
        opened_at=-1 if opened_at is None else opened_at,
        sequence=form.cleaned_data["sequence"],
    )


def _page(request: ViewerRequest, case: Case, form: ReportForm, *, status: int = 200) -> HttpResponse:
    facts, draft = facts_of(case), report_draft(request.viewer, case)
    typed: Mapping[str, str] | None = form.data if form.is_bound else None
    view = present_report(
        facts,
        about_person(case.person),
        standing=standing_of(facts).words,
        draft=draft,
        typed=typed,
        at=request.at,
    )
    note_opening(
        by=request.viewer, at=request.at, person_id=case.person_id, service_id=case.service_id, how="report"
    )
    about(request, title=f"Report: {case.reference}", keys=KEYS, has_errors=status != 200)
    panel = documents_panel(request.viewer, facts, forms_open(request.viewer, case), at=request.at)
    shown = {"form": form, "report": view, "documents": panel}
    return render(request, "cases/report.html", shown, status=status)
