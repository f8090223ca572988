"""The review of openings: who opened whose record, newest first, with what is worth a look."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.actions import review_opening
from onenumber.access.forms.review import ReviewForm
from onenumber.access.models import OpeningReview, Role, ViewerRequest
from onenumber.access.queries.openings import opening_to_review, openings_to_review
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.records.submissions import read_key

DAYS = ("7", "28", "90")


@require_safe
def openings(request: ViewerRequest) -> HttpResponse:
    """The list, for the AMHP lead's first service; `days` says how far back, `all` shows ordinary ones too."""
    services = request.viewer.services(Role.AMHP_LEAD)
    if not services:
        raise NotAllowed("opening.reviewed")
    asked = request.GET.get("days", "")
    days = asked if asked in DAYS else DAYS[0]
    rows = openings_to_review(request.viewer, services[0], since=request.at - timedelta(days=int(days)))
    everything = request.GET.get("all") == "1"
    about(request, title="Openings of records")
    facts = {
        "rows": [row for row in rows if everything or row.worth_a_look],
        "total": len(rows),
        "days": days,
        "choices": DAYS,
        "everything": everything,
    }
    return render(request, "access/openings.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: ViewerRequest, number: int) -> HttpResponse:
    """One opening: what is known of it, and what the AMHP lead found."""
    if not request.viewer.services(Role.AMHP_LEAD):
        raise NotAllowed("opening.reviewed")
    found = opening_to_review(request.viewer, number)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        review_opening(
            by=request.viewer,
            at=request.at,
            opening=found[0],
            finding=OpeningReview.Finding(form.cleaned_data["finding"]),
            note=form.cleaned_data["note"],
            key=read_key(request.POST.get("key")),
        )
        messages.success(request, "What you found is kept.")
        return HttpResponseRedirect("/openings/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Opening of a record", has_errors=bool(form.errors))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    own = found[0].user_id == request.viewer.user_id
    facts = {"row": found[1], "form": form, "key": uuid4(), "own": own}
    return render(request, "access/opening.html", facts, status=status)
