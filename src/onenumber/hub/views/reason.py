"""A page that asks for a reason before a record opens (break-glass): shown instead of the case, never beside it."""

from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onenumber.access.actions import give_reason
from onenumber.access.models import ViewerRequest
from onenumber.cases.queries import AskReason, case_for
from onenumber.design.about import about
from onenumber.hub.forms.reason import ReasonForm
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: ViewerRequest, reference: str) -> HttpResponse:
    """Ask, and on a reason open the case. A case already open to the viewer opens at once."""
    address = reverse("hub:case", args=[reference])
    try:
        case_for(request.viewer, reference)
    except AskReason as asked:
        needed = asked
    else:
        return HttpResponseRedirect(address, status=303)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_reason(
            by=request.viewer,
            at=request.at,
            person_id=needed.person_id,
            service_id=needed.service_id,
            reason=form.cleaned_data["reason"],
            leads_to=address,
            key=read_key(request.POST.get("key")),
        )
        return HttpResponseRedirect(address, status=303)
    refused = request.method == "POST"
    about(request, title=f"{reference}: a reason is needed", has_errors=refused)
    shown = {"form": form, "reference": reference, "key": uuid4()}
    return render(request, "hub/reason.html", shown, status=422 if refused else 200)
