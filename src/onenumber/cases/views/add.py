"""/cases/<reference>/add/<what>/: record one thing that happened in a case."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.forms import FORMS
from onenumber.cases.models import Case
from onenumber.cases.policies import may_arrange, may_decide, may_follow_up, may_record, may_write_report
from onenumber.cases.presenters import add_page
from onenumber.cases.queries import CaseFacts, NotFound, case_for, facts_of
from onenumber.design.about import about
from onenumber.records.submissions import read_key

POLICIES: Mapping[str, Callable[..., bool]] = {
    "triage": may_arrange,
    "close": may_arrange,
    "reopen": may_arrange,
    "stand-down": may_arrange,
    "follow-up-end": may_follow_up,
    "follow-up-hand": may_follow_up,
    "addendum": may_write_report,
}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ViewerRequest, reference: str, what: str) -> HttpResponse:
    """The form, or the same form with what was typed and what is wrong beside it."""
    if what not in FORMS:
        raise NotFound("no such form")
    case = case_for(request.viewer, reference)
    facts = facts_of(case)
    _refuse(request.viewer, case, facts, what)
    form = FORMS[what](
        request.POST if request.method == "POST" else None,
        facts=facts,
        viewer=request.viewer,
        at=request.at,
        asked={name: request.GET.get(name, "") for name in request.GET},
        initial={"key": uuid4()},
    )
    if form.is_valid():
        key = read_key(form.cleaned_data["key"])
        if form.try_to_record(by=request.viewer, at=request.at, key=key):
            messages.success(request, f"{case.reference}: recorded.")
            return HttpResponseRedirect(form.leads_to, status=HTTPStatus.SEE_OTHER)
    about(request, title=f"{form.title}: {case.reference}", has_errors=form.is_bound)
    words = add_page(facts, what=what, asked=request.GET.get("fact", ""), at=request.at)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cases/add.html", {"form": form, "words": words}, status=status)


def _refuse(viewer: Viewer, case: Case, facts: CaseFacts, what: str) -> None:
    if what == "decision" and not may_decide(viewer, case=case):
        raise _not_theirs(viewer, case, facts)
    policy: Callable[..., bool] = POLICIES.get(what, may_record)
    if not policy(viewer, case=case):
        raise NotAllowed(f"case.{what}")


def _not_theirs(viewer: Viewer, case: Case, facts: CaseFacts) -> Exception:
    """Somebody who may work on the case is told whose decision it is; for anybody else there is no such page."""
    if not may_record(viewer, case=case):
        return NotAllowed("case.decision")
    held, link = facts.last_commitment, f"/cases/{case.reference}/"
    if held is None:
        words = f"Nobody holds {case.reference} yet. Whoever accepts it decides."
        return Conflict(words, link=f"/offers/new/{case.reference}/", link_text="Offer it")
    words = f"{held.practitioner.name} decides in {case.reference}. Only they record the decision."
    return Conflict(words, link=link, link_text="Open the case")
