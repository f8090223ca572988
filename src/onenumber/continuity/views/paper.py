"""/paper/: say that the service worked on paper, and type the sheets in, one after another, until none is missing."""

from http import HTTPStatus
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amhp.calendar import in_london
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.continuity.actions import begin_entry, begin_paper, end_paper, hand_out_sheets, void_sheet
from onenumber.continuity.forms import BeginForm, HandOutForm, SheetForm, VoidForm
from onenumber.continuity.models import BY_CODE, PaperPeriod
from onenumber.continuity.policies import may_keep_paper, may_keep_period, may_type
from onenumber.continuity.presenters import paper_page
from onenumber.continuity.presenters.sheets import said_of
from onenumber.continuity.queries import (
    alike,
    is_typed,
    period_of,
    periods,
    reckon,
    screen_of,
    sheets_of,
    written_last,
)
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key
from onenumber.workforce.queries import practitioners

VOIDED, HANDED = "void_%s", "handed_%s"  # ids apart from those of the next sheet


def _service(request: ViewerRequest) -> Service:
    found = Service.objects.filter(pk__in=request.viewer.services()).order_by("pk")
    for service in found:
        if may_type(request.viewer, service_id=service.pk):
            return service
    raise NotAllowed("paper")


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ViewerRequest) -> HttpResponse:
    """The times on paper; the hub says that one has begun."""
    service = _service(request)
    keeps = may_keep_paper(request.viewer, service=service)
    form = BeginForm(
        request.POST if request.method == "POST" else None, at=request.at, initial={"key": uuid4()}
    )
    if form.is_bound and not keeps:
        raise NotAllowed("paper.begun")
    if form.is_valid():
        said = form.cleaned_data
        begun = begin_paper(
            by=request.viewer,
            at=request.at,
            service=service,
            began_at=said["began_at"],
            over_at=said["over_at"],
            pack=said["pack"],
            numbers=said["numbers"],
            key=read_key(said["key"]),
        )
        return HttpResponseRedirect(f"/paper/{begun.reference}/", status=HTTPStatus.SEE_OTHER)
    shown = [
        (row.reference, paper_page(row, reckon(row), (), at=request.at))
        for row in periods(request.viewer)
        if may_type(request.viewer, service_id=row.service_id)
    ]
    about(request, title="From paper", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"periods": shown, "form": form if keeps else None, "service": service}
    return render(request, "continuity/paper.html", context, status=status)


def _period(request: ViewerRequest, reference: str) -> PaperPeriod:
    found = period_of(request.viewer, reference)
    if found is None:
        raise Http404("no such time on paper")
    if not may_type(request.viewer, service_id=found.service_id):
        raise NotAllowed("paper.opened")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: ViewerRequest, reference: str) -> HttpResponse:
    """The sheets of one time; the head of the next one is typed here, the rest on the screen it belongs to."""
    found = _period(request, reference)
    form = _sheet_form(request, found)
    if form.is_valid():
        answer = _begun(request, found, form)
        if answer is not None:
            return answer
    return _show(request, found, form)


def _sheet_form(request: ViewerRequest, found: PaperPeriod) -> SheetForm:
    last = written_last(request.viewer, found)
    day = f"{in_london(last.happened_at if last else found.happened_at):%d/%m/%Y}"
    initial = {
        "key": uuid4(),
        "happened_day": day,
        "practitioner": str(last.practitioner_id or "") if last else "",
        "written_by": last.written_by if last and not last.practitioner_id else "",
        "about": last.about if last else "",
    }
    return SheetForm(
        request.POST if request.method == "POST" else None,
        people=practitioners(request.viewer, found.service_id),
        sheets={sheet.number: sheet for sheet in found.sheets.select_related("period")},
        prefix_of_cases=f"{found.service.prefix}-{in_london(found.happened_at):%y}-",
        at=request.at,
        initial=initial,
    )


def _begun(request: ViewerRequest, found: PaperPeriod, form: SheetForm) -> HttpResponse | None:
    """On to the screen; or None when something alike is to be looked at first."""
    said = form.cleaned_data
    sheet, kind = form.sheets[said["number"]], BY_CODE[said["kind"]]
    if said["same"] != "no" and (is_typed(sheet) or _alike(found, form)):
        return None
    entry = begin_entry(
        by=request.viewer,
        at=request.at,
        sheet=sheet,
        kind=kind,
        about=said["about"],
        happened_at=said["happened_at"],
        written_by=said["hand"],
        practitioner=said["person"],
        key=read_key(said["key"]),
    )
    return HttpResponseRedirect(screen_of(entry), status=HTTPStatus.SEE_OTHER)


def _alike(found: PaperPeriod, form: SheetForm) -> list[str]:
    said = form.cleaned_data
    if form.errors:
        return []
    typed = [
        f"Sheet {entry.sheet.number}: {said_of(entry)}, written by {entry.written_by}"
        for entry in alike(found, kind=said["kind"], about=said["about"], happened_at=said["happened_at"])
        if entry.sheet.number != said["number"]
    ]
    own = (
        [f"Sheet {said['number']} itself was typed in already"]
        if is_typed(form.sheets[said["number"]])
        else []
    )
    return own + typed


def _show(
    request: ViewerRequest, found: PaperPeriod, form: SheetForm, *, also: dict[str, forms.Form] | None = None
) -> HttpResponse:
    keeps = may_keep_period(request.viewer, period=found)
    errors = form.is_bound or bool(also)
    about(request, title=f"From paper {found.reference}", has_errors=errors)
    context = {
        "paper": paper_page(found, reckon(found), sheets_of(found), at=request.at),
        "form": form,
        "alike": _alike(found, form) if form.is_bound and not form.errors else [],
        "hand_out": HandOutForm(initial={"key": uuid4()}, auto_id=HANDED) if keeps else None,
        "void": VoidForm(initial={"key": uuid4()}, auto_id=VOIDED),
        "end_key": uuid4(),
        "keeps": keeps,
        **(also or {}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "continuity/period.html", context, status=status)


def _back(found: PaperPeriod) -> HttpResponse:
    return HttpResponseRedirect(f"/paper/{found.reference}/", status=HTTPStatus.SEE_OTHER)


@require_POST
def hand_out(request: ViewerRequest, reference: str) -> HttpResponse:
    """More sheets were handed out than the list says."""
    found = _period(request, reference)
    if not may_keep_period(request.viewer, period=found):
        raise NotAllowed("paper.sheets_handed_out")
    form = HandOutForm(request.POST, auto_id=HANDED)
    if not form.is_valid():
        return _show(request, found, _unbound(request, found), also={"hand_out": form})
    said = form.cleaned_data
    hand_out_sheets(
        by=request.viewer, at=request.at, period=found, numbers=said["numbers"], key=read_key(said["key"])
    )
    return _back(found)


@require_POST
def void(request: ViewerRequest, reference: str) -> HttpResponse:
    """A sheet is void, with its reason."""
    found = _period(request, reference)
    form = VoidForm(request.POST, auto_id=VOIDED)
    sheet = None
    if form.is_valid():
        number = form.cleaned_data["number"]
        sheet = found.sheets.select_related("period").filter(number=number).first()
        if sheet is None:
            form.add_error("number", f"Sheet {number} is not on the list.")
    if sheet is None:
        return _show(request, found, _unbound(request, found), also={"void": form})
    said = form.cleaned_data
    void_sheet(
        by=request.viewer, at=request.at, sheet=sheet, reason=said["reason"], key=read_key(said["key"])
    )
    messages.success(request, f"Sheet {sheet.number} is void.")
    return _back(found)


def _unbound(request: ViewerRequest, found: PaperPeriod) -> SheetForm:
    return SheetForm(
        None,
        people=practitioners(request.viewer, found.service_id),
        sheets={},
        prefix_of_cases="",
        at=request.at,
        initial={"key": uuid4()},
    )


@require_POST
def paper_end(request: ViewerRequest, reference: str) -> HttpResponse:
    """Nothing is missing."""
    found = _period(request, reference)
    if not may_keep_period(request.viewer, period=found):
        raise NotAllowed("paper.ended")
    end_paper(by=request.viewer, at=request.at, period=found, key=read_key(request.POST.get("key")))
    messages.success(request, f"{found.reference} is finished: no sheet is missing.")
    return _back(found)
