"""/handover/items/<number>/: one item; word it, ask, answer, accept it by name. What one may not do is not offered."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import HoldsAnother, ImpossibleFact
from onenumber.cases.queries import NotFound
from onenumber.design.about import about
from onenumber.handover.actions import accept_item, answer_question, ask_about_item, word_item
from onenumber.handover.forms import AcceptForm, AnswerForm, AskForm, ItemForm, WordForm
from onenumber.handover.policies import may_receive, may_see_handover, may_word
from onenumber.handover.presenters import present_item
from onenumber.handover.queries import ItemFacts, item_for, read_item
from onenumber.records.submissions import read_key

FORMS: dict[str, type[ItemForm]] = {form.what: form for form in (WordForm, AskForm, AnswerForm, AcceptForm)}
GIVING = {"word", "answer"}
SAID = {
    "word": "What is expected is kept.",
    "ask": "The giving side is asked.",
    "answer": "Your answer is kept.",
    "accept": "It is yours from now on.",
}


def _open(request: ViewerRequest, number: int) -> ItemFacts:
    item = item_for(request.viewer, number)
    if item is None:
        raise NotFound("no such item")
    if not may_see_handover(request.viewer, handover=item.handover):
        raise NotAllowed("handover")
    return read_item(item)


def _may(request: ViewerRequest, facts: ItemFacts, what: str) -> bool:
    policy = may_word if what in GIVING else may_receive
    return policy(request.viewer, item=facts.item)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ViewerRequest, number: int) -> HttpResponse:
    """The item with the forms that are the viewer's to use."""
    facts = _open(request, number)
    what = request.POST.get("what", "")
    sent: ItemForm | None = None
    if request.method == "POST":
        if what not in FORMS or not _may(request, facts, what):
            raise NotAllowed("handover_item")
        sent = FORMS[what](request.POST, item=facts)
        if sent.is_valid():
            answer = _try(request, facts, sent)
            if answer is not None:
                return answer
    return _page(request, facts, sent)


def _try(request: ViewerRequest, facts: ItemFacts, form: ItemForm) -> HttpResponse | None:
    try:
        _record(request, facts, form, read_key(form.cleaned_data["key"]))
    except ImpossibleFact as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return None
    except HoldsAnother as problem:
        return _take_as_well(request, facts, problem)
    messages.success(request, f"{facts.name}: {SAID[form.what]}")
    return HttpResponseRedirect(f"/handover/{facts.item.handover_id}/", status=HTTPStatus.SEE_OTHER)


def _record(request: ViewerRequest, facts: ItemFacts, form: ItemForm, key: UUID) -> None:
    said: dict[str, Any] = form.cleaned_data
    row, by, at = facts.item, request.viewer, request.at
    if form.what == "word":
        taken = said.get("to_take_over", False)
        word_item(by=by, at=at, item=row, words=said["words"], to_take_over=taken, key=key)
    elif form.what == "ask":
        ask_about_item(by=by, at=at, item=row, kind=said["kind"], words=said["words"], key=key)
    elif form.what == "answer":
        question = next((each for each in facts.questions if each.pk == said["question"]), None)
        if question is None:
            raise ImpossibleFact("answer", "This question is not on this item. Open the page again.")
        question.item = row
        answer_question(by=by, at=at, question=question, answer=said["answer"], key=key)
    else:
        take, more = said.get("take_over", False), said["additional"]
        accept_item(by=by, at=at, item=row, take_over=take, additional=more, key=key)


def _take_as_well(request: ViewerRequest, facts: ItemFacts, problem: HoldsAnother) -> HttpResponse:
    """On another case already: nothing is accepted until they say Yes to this one as well."""
    about(request, title="Take this as well?")
    shown = {
        "words": present_item(facts, request.at),
        "on_reference": problem.reference,
        "on_url": problem.link,
        "key": uuid4(),
    }
    return render(request, "handover/take_as_well.html", shown, status=HTTPStatus.CONFLICT)


def _page(request: ViewerRequest, facts: ItemFacts, sent: ItemForm | None) -> HttpResponse:
    shown = {what: _form(request, facts, what, sent) for what in FORMS}
    words = present_item(facts, request.at)
    about(request, title=f"Handover: {facts.name}", has_errors=sent is not None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent is not None else HTTPStatus.OK
    page = {"words": words, "forms": shown, "wrong": sent, "list_url": f"/handover/{facts.item.handover_id}/"}
    return render(request, "handover/item.html", page, status=status)


def _form(request: ViewerRequest, facts: ItemFacts, what: str, sent: ItemForm | None) -> ItemForm | None:
    if sent is not None and sent.what == what:
        return sent
    open_now = bool(facts.open_questions) if what == "answer" else facts.is_open
    if not open_now or not _may(request, facts, what):
        return None
    return FORMS[what](item=facts, initial={"key": uuid4()})
