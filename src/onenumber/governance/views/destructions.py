"""A proposal to destroy with its answer; afterwards its tombstone, printed as a certificate."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amhp.retention import retention_class
from onenumber.access.models import ViewerRequest
from onenumber.design.about import about
from onenumber.governance.actions import answer_destruction
from onenumber.governance.forms import ProposalForm
from onenumber.governance.queries import destruction_of
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def destruction(request: ViewerRequest, reference: str) -> HttpResponse:
    """What is listed, by whom, and the form of the second person; nothing of who it is about."""
    found = destruction_of(request.viewer, reference)
    own = found.by_id == request.viewer.user_id
    form = ProposalForm(request.POST if request.method == "POST" else None, own=own)
    if form.is_valid():
        said = form.cleaned_data
        answered = answer_destruction(
            by=request.viewer, at=request.at, destruction=found, answer=said["answer"], reason=said["reason"],
            key=read_key(request.POST.get("key")),
        )  # fmt: skip
        messages.success(request, f"{answered.reference}: {answered.get_answer_display()}.")
        return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    about(
        request,
        title=f"Destruction {found.reference}",
        subject=f"Certificate {found.reference}",
        has_errors=form.is_bound,
    )
    facts = {
        "found": found, "own": own, "form": form, "key": uuid4(), "kept": retention_class(found.retention_class),
        "total": sum(found.listed.values()),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "governance/destruction.html", facts, status=status)
