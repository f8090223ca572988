"""What every action about asks shares: the row as it is now, the words sent to doctors, and where it leads."""

from collections.abc import Iterable
from datetime import datetime

from amhp.calendar import say_time
from onenumber.allocation.actions._telling import tell
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import ask_words, link_of, say_between
from onenumber.allocation.queries.asks import RELATED
from onenumber.audit.actions import Conflict, Done
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, is_closed

ASKED = "ask"  # the kind of message that asks


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


def tell_doctor(ask: Ask, subject: str, body: str, *, by: Viewer, at: datetime) -> None:
    """Write to the doctor of an ask. `body` names reference, power, kind of place, area and times only."""
    if ask.practitioner is not None:
        tell(
            by=by, at=at, service=ask.case.service, to=ask.practitioner, kind=ASKED, about=ask.case.reference,
            subject=subject, body=body,
        )  # fmt: skip


def ask_doctor(ask: Ask, facts: CaseFacts, *, site: str, by: Viewer, at: datetime) -> None:
    """You are asked; each message has a link of its own."""
    wanted = say_between(ask.wanted_from, ask.wanted_to, at)
    answer_by = f" by {say_time(ask.answer_by)}" if ask.answer_by is not None else ""
    body = (
        f"Can you examine somebody under the Mental Health Act? {ask_words(facts)}. Wanted {wanted}. "
        f"{ask.case.reference}. Say yes, with a time, or no{answer_by}: {site.rstrip('/')}{link_of(ask)} "
        "or answer YES 1530 or NO. Your choice."
    )
    tell_doctor(ask, f"Asked: {ask.case.reference}", body, by=by, at=at)


def tell_filled(asks: Iterable[Ask], *, by: Viewer, at: datetime) -> None:
    """Others were first; thank you."""
    for ask in asks:
        reference = ask.case.reference
        body = f"{reference} is filled: nothing more is asked of you. Thank you for looking."
        tell_doctor(ask, f"{reference} is filled", body, by=by, at=at)
