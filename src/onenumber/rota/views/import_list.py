"""Import a duty list: all of it, or nothing with every problem named by its row."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.design.about import about
from onenumber.records.submissions import read_key
from onenumber.rota.actions import import_duties
from onenumber.rota.duty_file import NEEDED, OPTIONAL, BadDutyFile
from onenumber.rota.forms import ImportForm
from onenumber.rota.views._service import service_to_change

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: ViewerRequest) -> HttpResponse:
    """Paste or choose a file; what was pasted stays in the page until it is right."""
    service = service_to_change(request)
    posted = request.method == "POST"
    form = ImportForm(
        request.POST if posted else None, request.FILES if posted else None, initial={"key": uuid4()}
    )
    problems: tuple[object, ...] = ()
    if form.is_valid():
        key, text = read_key(form.cleaned_data["key"]), form.cleaned_data["text"]
        try:
            added = import_duties(by=request.viewer, at=request.at, service=service, text=text, key=key)
        except BadDutyFile as refused:
            problems = refused.problems
            form.add_error(None, f"Nothing was imported. Rows to mend: {len(problems)}, listed below.")
        else:
            messages.success(request, f"Lines added to the duty list: {len(added)}.")
            return HttpResponseRedirect("/duty/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Import a duty list", has_errors=posted)
    shown = {
        "form": form,
        "problems": problems[:MOST_SHOWN],
        "more": max(0, len(problems) - MOST_SHOWN),
        "columns": (*NEEDED, *OPTIONAL),
    }
    return render(request, "rota/import_list.html", shown, status=422 if posted else 200)
