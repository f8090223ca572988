"""What reaches you, and how: everybody's own page."""

from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.design.about import about
from onenumber.messaging.actions import choose_reach
from onenumber.messaging.forms.reach import ReachForm
from onenumber.messaging.queries.reach import reach_of
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: ViewerRequest) -> HttpResponse:
    """The choice in force, defaults included; a POST keeps another one."""
    posted = request.POST if request.method == "POST" else None
    form = ReachForm(posted, reach=reach_of(request.viewer.user_id), at=request.at, key=uuid4())
    if form.is_valid():
        choose_reach(
            by=request.viewer,
            at=request.at,
            channels=form.chosen(),
            mobile=form.cleaned_data["mobile"],
            quiet_from=form.cleaned_data["quiet_from"],
            quiet_until=form.cleaned_data["quiet_until"],
            key=read_key(form.cleaned_data["key"]),
        )
        messages.success(request, "Your choice is kept.")
        return HttpResponseRedirect("/messages/yours/", status=HTTPStatus.SEE_OTHER)
    about(request, title="What reaches you", has_errors=form.is_bound)
    page = {"form": form, "texts_go": settings.TEXT_GATEWAY is not None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "messaging/reach.html", page, status=status)
