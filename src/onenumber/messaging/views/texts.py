"""One text that nobody could place: read it, and say what it was."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.messaging.actions import place_text
from onenumber.messaging.forms.texts import PlaceForm
from onenumber.messaging.policies import may_place_text
from onenumber.messaging.queries.texts import text_received
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: ViewerRequest, text_id: int) -> HttpResponse:
    """The text, and the one question; 404 for whoever may not answer it."""
    received = text_received(request.viewer, text_id)
    if received is None or not may_place_text(request.viewer, text=received):
        raise NotAllowed("text.placed")
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        place_text(
            by=request.viewer,
            at=request.at,
            text=received,
            placed_as=form.cleaned_data["placed_as"],
            key=read_key(form.cleaned_data["key"]),
        )
        messages.success(request, "The text is placed.")
        return HttpResponseRedirect("/board/", status=HTTPStatus.SEE_OTHER)
    about(request, title="A text that came in", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "messaging/text.html", {"text": received, "form": form}, status=status)
