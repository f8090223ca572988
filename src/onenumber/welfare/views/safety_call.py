"""/my-day/not-safe/ is the press; /safety-calls/<id>/ is where it is answered and closed."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.queries import in_councils
from onenumber.design.about import about
from onenumber.records.submissions import read_key
from onenumber.welfare.actions import answer_safety_call, call_not_safe, close_safety_call, say_safe
from onenumber.welfare.forms import CloseForm, DoneForm
from onenumber.welfare.models import SafetyCall
from onenumber.welfare.policies import is_caller, may_answer, may_close, may_see
from onenumber.welfare.presenters.safety_call import safety_call_page
from onenumber.welfare.queries import call_for
from onenumber.workforce.models import Practitioner

TOLD = "The hub is told. It is not an emergency alarm: in danger, dial 999."


@require_POST
def not_safe(request: ViewerRequest) -> HttpResponse:
    """One press: no question is asked, and "I am safe now" stands on the page that follows."""
    number = request.viewer.practitioner_id
    if number is None:
        raise NotAllowed("safety_call.made")
    practitioner = Practitioner.objects.select_related("service").get(pk=number)
    key = read_key(request.POST.get("key"))
    call_not_safe(by=request.viewer, at=request.at, practitioner=practitioner, key=key)
    messages.error(request, TOLD)
    return HttpResponseRedirect("/my-day/", status=HTTPStatus.SEE_OTHER)


@require_http_methods(["GET", "HEAD", "POST"])
def safety_call(request: ViewerRequest, number: int) -> HttpResponse:
    """One call. Four things can be said: I have it, what was done, I am safe now, and that it is over."""
    call = call_for(request.viewer, number)
    if call is None or not may_see(request.viewer, call=call):
        raise NotAllowed("safety_call.opened")
    what = request.POST.get("what", "") if request.method == "POST" else ""
    done = DoneForm(request.POST if what == "done" else None, initial={"key": uuid4()})
    close = CloseForm(request.POST if what == "close" else None, initial={"key": uuid4()})
    if _said(request, call, what, done, close):
        back = "/my-day/" if what == "safe" else f"/safety-calls/{call.pk}/"
        return HttpResponseRedirect(back, status=HTTPStatus.SEE_OTHER)
    refused = request.method == "POST"
    about(request, title="Not safe", has_errors=refused)
    shown = _shown(request, call) | {"done": done, "close": close}
    shown["wrong"] = [form for form in (done, close) if form.is_bound]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "welfare/safety_call.html", shown, status=status)


def _said(request: ViewerRequest, call: SafetyCall, what: str, done: DoneForm, close: CloseForm) -> bool:
    by, at = request.viewer, request.at
    if what == "has_it":
        answer_safety_call(by=by, at=at, call=call, key=read_key(request.POST.get("key")))
    elif what == "safe":
        say_safe(by=by, at=at, call=call, key=read_key(request.POST.get("key")))
        messages.success(request, "The hub reads that you are safe, and rings you before it closes the call.")
    elif what == "done" and done.is_valid():
        said = done.cleaned_data
        answer_safety_call(by=by, at=at, call=call, words=said["words"], key=read_key(said["key"]))
    elif what == "close" and close.is_valid():
        said = close.cleaned_data
        close_safety_call(by=by, at=at, call=call, done=said["done"], key=read_key(said["key"]))
        messages.success(request, "The call is closed.")
    else:
        return False
    return True


def _shown(request: ViewerRequest, call: SafetyCall) -> dict[str, object]:
    viewer, is_open = request.viewer, call.ended_at is None
    with_case = call.case is not None and (is_caller(viewer, call) or in_councils(viewer, call.case))
    answers = list(call.answers.order_by("recorded_at", "id"))
    return {
        "words": safety_call_page(call, answers, at=request.at, with_case=with_case),
        "answers": is_open and may_answer(viewer, call=call),
        "closes": is_open and may_close(viewer, call=call),
        "own": is_open and is_caller(viewer, call),
        "key_for": uuid4,
    }
