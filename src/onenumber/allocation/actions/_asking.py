"""What every action about asks shares: the row as it is now, the words sent to doctors, and where it leads."""

from collections.abc import Iterable
from datetime import datetime

from amhp.calendar import say_time
from onenumber.allocation.actions._telling import tell
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import ends_words, kind_of_place, link_of, power_words, say_between
from onenumber.allocation.queries.asks import RELATED
from onenumber.audit.actions import Conflict, Done
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, is_closed
from onenumber.messaging.models import Said, Topic, Wording

ASKED = Wording(
    "ask",
    Topic.ASKED,
    "Asked: {reference}",
    (
        "Can you examine somebody under the Mental Health Act? {power}", " {place_kind}", " in {area}", ", {ends}", ".",
        " Wanted {wanted}.", " {reference}.", " Answer by {time}.",
        " Say yes, with a time, or no: {link} or answer a text with YES 1530, or NO. Your choice.",
    ),
)  # fmt: skip
FILLED = Wording(
    "ask-filled",
    Topic.ANSWERS,
    "{reference} is filled",
    ("{reference} is filled: nothing more is asked of you. Thank you for looking.",),
)
OVER = Wording(
    "ask-over", Topic.ANSWERS, "{reference}: no longer asked", ("{reference}: nothing more is asked of you.",)
)


def locked_ask(ask: Ask) -> Ask:
    """The ask as it is now; its case is locked first, so that answers come one after another."""
    lock(ask.case)
    return Ask.objects.select_related(*RELATED).get(pk=ask.pk)


def lock(case: Case) -> None:
    """Nobody else asks or answers for this case until the end of the transaction."""
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


def refuse_closed(case: Case) -> None:
    """Nobody is asked to come to a case that is over."""
    if is_closed(case.pk):
        link = f"/cases/{case.reference}/"
        raise Conflict(f"{case.reference} is closed. Reopen it first.", link=link, link_text="Open the case")


def refuse_answered(ask: Ask) -> None:
    """An ask is answered once. Says in plain words what became of it."""
    if ask.answer:
        when = say_time(ask.answered_at) if ask.answered_at else ""
        words = {
            Ask.Answer.CONFIRMED: f"{ask.whom} said yes to {ask.case.reference} at {when}.",
            Ask.Answer.DECLINED: f"{ask.whom} said no to {ask.case.reference} at {when}.",
            Ask.Answer.FILLED: f"{ask.case.reference} is filled since {when}: nothing more is asked.",
            Ask.Answer.WITHDRAWN: f"{ask.whom} is no longer asked about {ask.case.reference}, since {when}.",
        }[Ask.Answer(ask.answer)]
        raise Conflict(words, link=f"/cases/{ask.case.reference}/", link_text="Open the case")


def done_with(ask: Ask, *fields: str, leads_to: str = "") -> Done[Ask]:
    """What an action on an ask returns: the audit names the case, the page goes back to it."""
    case = ask.case
    return Done(
        ask,
        subject=case.reference,
        service_id=case.service_id,
        fields=fields or ("ask",),
        leads_to=leads_to or f"/cases/{case.reference}/",
    )


def tell_doctor(ask: Ask, said: Said, *, by: Viewer, at: datetime) -> None:
    """Write to the doctor of an ask, in the ways they chose; somebody who is only named is told by whoever rang."""
    if ask.practitioner is not None:
        tell(by=by, at=at, service=ask.case.service, to=ask.practitioner, about=ask.case.reference, said=said)


def ask_doctor(ask: Ask, facts: CaseFacts, *, site: str, by: Viewer, at: datetime) -> None:
    """You are asked; each message has a link of its own."""
    said = ASKED.said(
        reference=ask.case.reference,
        power=power_words(facts),
        place_kind=kind_of_place(facts),
        area=facts.locality,
        ends=ends_words(facts),
        wanted=say_between(ask.wanted_from, ask.wanted_to, at),
        time=ask.answer_by,
        link=f"{site.rstrip('/')}{link_of(ask)}",
    )
    tell_doctor(ask, said, by=by, at=at)


def tell_filled(asks: Iterable[Ask], *, by: Viewer, at: datetime) -> None:
    """Others were first; thank you."""
    for ask in asks:
        tell_doctor(ask, FILLED.said(reference=ask.case.reference), by=by, at=at)


def tell_over(ask: Ask, *, by: Viewer, at: datetime) -> None:
    """Nothing more is asked."""
    tell_doctor(ask, OVER.said(reference=ask.case.reference), by=by, at=at)
