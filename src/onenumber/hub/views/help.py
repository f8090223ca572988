"""Pages about the pages: keys, accessibility, and telling the service what got in the way."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.hub.actions import tell_leads
from onenumber.hub.forms.feedback import FeedbackForm
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key

EVERYWHERE = (
    ("/", "find a reference"), ("N", "take a contact"), ("B", "board"), ("H", "handover"), ("?", "this list"),
    ("Esc", "close"),
)  # fmt: skip
TAKE = (
    ("R A P B T", "choose what the call is"), ("Tab", "next field"), ("n", "now, in a time field"),
    ("-10", "ten minutes ago, in a time field"), ("Ctrl Enter", "save and offer"),
    ("Ctrl S", "save to the board"),
)  # fmt: skip
CASE = (
    ("A", "add what happened"), ("Y", "copy for the other record"), ("D", "decision"), ("T", "timeline"),
)  # fmt: skip
KEYS = (
    ("Everywhere", EVERYWHERE),
    ("Board", (("1 to 9", "open what needs you now"), ("J K", "move"), ("Enter", "open"), ("O", "offer"))),
    ("Take a contact", TAKE),
    ("Case", CASE),
    ("Handover", (("J K", "move"), ("A", "add an item"), ("Enter", "answer the item"))),
    ("Offer", (("arrows, Space", "move and tick"), ("Ctrl Enter", "send"))),
)


@require_safe
def keys(request: ViewerRequest) -> HttpResponse:
    """The keyboard map, on a page of its own for those without scripts."""
    about(request, title="Keyboard keys")
    return render(request, "hub/keys.html", {"groups": KEYS})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is checked, what is not, and whom to tell."""
    about(request, title="Accessibility", bare=not request.user.is_authenticated)
    return render(request, "hub/accessibility.html")


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: ViewerRequest) -> HttpResponse:
    """One box; it goes to the AMHP leads of the service as a message."""
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        service = Service.objects.filter(id__in=request.viewer.services()).order_by("id").first()
        if service is None:
            raise NotAllowed("feedback.told")
        tell_leads(
            by=request.viewer, at=request.at, service=service, words=form.cleaned_data["words"],
            key=read_key(request.POST.get("key")),
        )  # fmt: skip
        messages.success(request, "Thank you. The AMHP lead has it.")
        return HttpResponseRedirect("/", status=303)
    refused = request.method == "POST"
    about(request, title="Tell us what got in your way", has_errors=refused)
    return render(
        request, "hub/feedback.html", {"form": form, "key": uuid4()}, status=422 if refused else 200
    )
