"""/ask/<token>/: the page of the doctor who is asked, without a sign-in; it shows this ask and nothing about anybody.

The link is signed, ends with the time they are wanted, and answers this one ask once. Opening it changes nothing, so
that a mail scanner that follows links says neither yes nor no.
"""

from http import HTTPStatus
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import answer_ask
from onenumber.allocation.forms import LinkForm
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import asked_one
from onenumber.allocation.presenters import link_page
from onenumber.allocation.queries import LinkEnded, ask_of_link
from onenumber.audit.actions import AlreadyDone, Conflict
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.queries import facts_of
from onenumber.design.about import about
from onenumber.records.submissions import read_key
from onenumber.records.wall import as_the_service


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@as_the_service
def link(request: ViewerRequest, token: str) -> HttpResponse:
    """Yes with a time, or no; afterwards the same address says what was answered."""
    try:
        ask = ask_of_link(token, at=request.at)
    except LinkEnded as ended:
        return _page(request, ended.ask, None, status=HTTPStatus.GONE, ended=True)
    if ask is None:
        raise Http404("nobody signed this link")
    if ask.answer:
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return _page(request, ask, None, status=status)
    form = LinkForm(
        request.POST if request.method == "POST" else None, at=request.at, initial=_initial(ask, request)
    )
    if form.is_valid() and _answered(request, form, ask):
        return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return _page(request, ask, form, status=status)


def _initial(ask: Ask, request: ViewerRequest) -> dict[str, object]:
    wanted = max(ask.wanted_from, request.at) if ask.wanted_from is not None else request.at
    return {"key": uuid4(), **LinkForm.moments[0].initial(wanted)}


def _answered(request: ViewerRequest, form: LinkForm, ask: Ask) -> bool:
    said = form.cleaned_data
    yes = said["answer"] == "yes"
    try:
        answer_ask(
            by=asked_one(ask, at=request.at), at=request.at, ask=ask, yes=yes, how=Ask.How.LINK,
            expected_from=said["expected_from_at"] if yes else None, reason="" if yes else said["reason"],
            key=read_key(said["key"]),
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.refuse(problem.field, problem.message)
        return False
    except (AlreadyDone, Conflict):
        return True  # answered or filled a moment ago: the page says so
    return True


def _page(
    request: ViewerRequest, ask: Ask, form: LinkForm | None, *, status: HTTPStatus, ended: bool = False
) -> HttpResponse:
    words = link_page(ask, facts_of(ask.case), at=request.at, ended=ended)
    about(request, title=words.heading, bare=True, has_errors=form is not None and form.is_bound)
    return render(request, "allocation/link.html", {"form": form, "words": words}, status=status)
