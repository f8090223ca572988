"""A request to see what is held: each item looked at, the whole given out as one file, and its end."""

import json
import zipfile
from http import HTTPStatus
from importlib.resources import files
from io import BytesIO
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import note_opening
from onenumber.design.about import about
from onenumber.governance.actions import decide_items, end_subject_request, give_out
from onenumber.governance.forms import EndForm, ItemsForm
from onenumber.governance.models import SubjectRequest
from onenumber.governance.presenters.subject_access import as_data, given_rows, grouped
from onenumber.governance.queries import Row, decided, holdings, items, open_to, reach_of, request_of
from onenumber.records.submissions import read_key

A_PAGE = 8
GROUND = "subject_access"


def _opened(request: ViewerRequest, reference: str) -> tuple[SubjectRequest, list[Row]]:
    """The request with what is held, if the record is open to the viewer; the opening is kept."""
    found = request_of(request.viewer, reference)
    open_to(request.viewer, found.person, found.record_reference)
    note_opening(
        by=request.viewer, at=request.at, person_id=found.person_id, service_id=found.person.service_id, how=GROUND
    )  # fmt: skip
    return found, holdings(reach_of(found.person))


@require_http_methods(["GET", "HEAD", "POST"])
def subject_request(request: ViewerRequest, reference: str) -> HttpResponse:
    """The items not looked at yet, eight at a time; with `all`, those decided too, to decide them anew."""
    found, rows = _opened(request, reference)
    kept, every = decided(found, rows), items(rows)
    everything = request.GET.get("all") == "1"
    shown = [pair for pair in every if everything or pair[1].item not in kept]
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(shown) // A_PAGE))
    page = min(int(asked), pages) if asked.isdecimal() and 0 < len(asked) < 5 and int(asked) else 1
    shown = shown[(page - 1) * A_PAGE : page * A_PAGE]
    posted = request.POST if request.method == "POST" else None
    forms = ItemsForm(posted, [said for _, said in shown], kept)
    nothing = False
    if posted is not None and forms.is_valid():
        decisions = forms.decisions()
        if decisions:
            decide_items(
                by=request.viewer, at=request.at, request=found, decisions=decisions,
                key=read_key(request.POST.get("key")),
            )  # fmt: skip
            messages.success(request, f"{len(decisions)} decided.")
            return HttpResponseRedirect(request.get_full_path(), status=HTTPStatus.SEE_OTHER)
        nothing = True
    wrong = nothing or forms.has_errors
    about(request, title=f"Request {found.reference}", has_errors=wrong)
    facts = {
        "asked": found, "pairs": list(zip(shown, forms.forms, strict=True)), "left": len(every) - len(kept),
        "total": len(every), "everything": everything, "number": page, "pages": pages, "nothing": nothing,
        "key": uuid4(),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "governance/request.html", facts, status=status)


@require_POST
def given_out(request: ViewerRequest, reference: str) -> HttpResponse:
    """The file: a page to read and print, and the same as data. Taking it is kept in the audit."""
    found, rows = _opened(request, reference)
    give_out(by=request.viewer, at=request.at, request=found)
    given = given_rows(rows, decided(found, rows))
    facts = {
        "asked": found,
        "groups": list(grouped(given)),
        "at": request.at,
        "service": found.person.service,
    }
    page = render_to_string("governance/given_out.html", facts, using=None)
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("record.html", page)
        packed.writestr(
            "record.css", files("onenumber.governance").joinpath("static/governance/record.css").read_text()
        )
        data = as_data(given, found.reference)
        packed.writestr("record.json", json.dumps(data, ensure_ascii=False, indent=1))
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.zip"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ViewerRequest, reference: str) -> HttpResponse:
    """The request is sent, withdrawn or refused."""
    found = request_of(request.viewer, reference)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        end_subject_request(
            by=request.viewer, at=request.at, request=found, how=said["how"], reason=said["reason"],
            key=read_key(request.POST.get("key")),
        )  # fmt: skip
        messages.success(request, f"{found.reference}: ended.")
        return HttpResponseRedirect("/records/", status=HTTPStatus.SEE_OTHER)
    about(request, title=f"End {found.reference}", has_errors=form.is_bound)
    facts = {"asked": found, "form": form, "key": uuid4()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "governance/end.html", facts, status=status)
