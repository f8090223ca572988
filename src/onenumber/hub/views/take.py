"""Take a contact (screen 02): a draft with its reference at once, kept field by field, saved with five
answers.

It works without script: every panel is drawn by the server, and each button is a plain POST.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.hub.forms.take import LONGEST_KEPT, TakeForm
from onenumber.hub.presenters.take_choices import KEYS as LETTER_KEYS
from onenumber.hub.views.take_keeping import Kept, keep, kept_now, left_in, look
from onenumber.hub.views.take_saving import refuse_finished, save
from onenumber.intake.actions import put_draft_aside, start_draft
from onenumber.intake.models import Draft
from onenumber.intake.queries import draft as draft_of
from onenumber.intake.queries import may_take, unfinished, visible
from onenumber.organisations.models import Service
from onenumber.organisations.queries import questions_about_places
from onenumber.records.prepared import asked_ahead
from onenumber.rota.queries import kinds_question

SEE_OTHER = 303
BLANK_STAYS = timedelta(
    minutes=30
)  # an empty page may stand open in another tab: it is not taken away at once
KEYS = (
    KeyHelp(keys=("R", "A", "P", "B", "T"), does="choose what this call is"),
    KeyHelp(keys=("Tab",), does="the next field, in the order of a call"),
    KeyHelp(keys=("n", "-10"), does="in a time field: now, ten minutes ago"),
    KeyHelp(keys=("S", "D"), does="the first suggestion: same person, not the same"),
    KeyHelp(keys=("Ctrl", "Enter"), does="save and offer"),
    KeyHelp(keys=("Ctrl", "S"), does="save to the board"),
)


def _service(request: ViewerRequest) -> Service:
    """The service the call is taken for: the viewer's first one in which they may."""
    services = (
        Service.objects.filter(pk__in=request.viewer.services()).select_related("provider").order_by("pk")
    )
    for service in services:
        if may_take(request.viewer, service=service):
            return service
    raise NotAllowed("draft.started")


@require_GET
def take_new(request: ViewerRequest) -> HttpResponse:
    """A new draft at once; if the viewer left one unfinished, that is offered first."""
    service = _service(request)
    begun = []
    for left in unfinished(request.viewer):
        if left_in(left).typed_anything:
            begun.append(left)
        elif request.at - left.kept_at > BLANK_STAYS:
            put_draft_aside(by=request.viewer, at=request.at, draft=left)
    if begun and "new" not in request.GET:
        about(request, title="Take a contact", keys=KEYS)
        return render(request, "hub/take_resume.html", {"drafts": begun})
    draft = start_draft(by=request.viewer, at=request.at, service=service)
    return HttpResponseRedirect(f"/take/{draft.reference}/")


def _draft(request: ViewerRequest, reference: str) -> Draft:
    draft = draft_of(request.viewer, reference)
    if draft is None or not may_take(request.viewer, service=draft.service):
        raise NotAllowed("draft.opened")
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: ViewerRequest, reference: str) -> HttpResponse:
    """The page of one draft, and its saving."""
    draft = _draft(request, reference)
    if request.method == "POST":
        return _posted(request, draft)
    if draft.finished_at is not None:
        if visible(request.viewer).filter(reference=reference).exists():
            return HttpResponseRedirect(f"/contacts/{reference}/")
        raise NotAllowed("draft.opened")
    kept = kept_now(request, draft)
    return _page(request, draft, kept, TakeForm(initial=kept.fields, draft=draft, at=request.at))


def _posted(request: ViewerRequest, draft: Draft) -> HttpResponse:
    asked = questions_about_places(draft.service)
    with asked_ahead(*asked, kinds_question(draft.service_id, request.at)):
        return _answered(request, draft)


def _answered(request: ViewerRequest, draft: Draft) -> HttpResponse:
    only_looking = "answer" in request.POST
    kept = look(request, draft, saving=not only_looking)
    form = TakeForm(_as_sent(request, kept), draft=draft, at=request.at, seen=(kept.fields, kept.reading))
    if form.is_valid() and not only_looking:
        return save(request, draft, form)
    if draft.finished_at is not None:
        refuse_finished(request, draft)
    keep(request, draft, kept)
    if only_looking and not form.reading.errors:
        return HttpResponseRedirect(f"/take/{draft.reference}/", status=SEE_OTHER)
    return _page(request, draft, kept, form, status=422)


def _as_sent(request: ViewerRequest, kept: Kept) -> dict[str, str]:
    """What was typed, with what was filled in; also what is too long for the draft to keep, in full."""
    sent = {name: request.POST.get(name, "") for name in kept.fields}
    whole = {name: text for name, text in sent.items() if len(text) > LONGEST_KEPT or "\x00" in text}
    return {**kept.fields, **whole, "key": request.POST.get("key", "")}


def _page(
    request: ViewerRequest, draft: Draft, kept: Kept, form: TakeForm, *, status: int = 200
) -> HttpResponse:
    errors = status != 200
    about(request, title=f"Contact {draft.reference}", keys=KEYS, has_errors=errors)
    shown = {
        "draft": draft,
        "form": form,
        "kept": kept,
        "side": kept.side,
        "at": request.at,
        "errors": errors,
        "keys": LETTER_KEYS,
    }
    return render(request, "hub/take.html", shown, status=status)


@require_POST
def take_draft(request: ViewerRequest, reference: str) -> HttpResponse:
    """Keep what is typed now; answers with the panels and the values that follow from it."""
    draft = _draft(request, reference)
    if draft.finished_at is not None:
        return JsonResponse({"kept_at": "", "finished": True}, status=409)
    kept = look(request, draft)
    keep(request, draft, kept)
    answer = {
        "kept_at": kept.kept_at,
        "side_html": render_to_string("hub/take_side.html", {"side": kept.side, "at": request.at}, request),
        "values": kept.values,
        "by_page": kept.filled.by_page,
        "errors": kept.errors,
        "asks_offset": kept.asks_offset,
        "needed": kept.side.needed,
        "summary": kept.summary,
    }
    return JsonResponse(answer)


@require_POST
def take_put_aside(request: ViewerRequest, reference: str) -> HttpResponse:
    """Not a contact after all: the draft goes, its number stays a gap."""
    draft = _draft(request, reference)
    if put_draft_aside(by=request.viewer, at=request.at, draft=draft):
        messages.info(request, f"{reference} was put aside. Its number is not used again.")
    return HttpResponseRedirect("/board/", status=SEE_OTHER)
