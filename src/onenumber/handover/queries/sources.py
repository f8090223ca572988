"""What is open in a service now, each as an item that a handover must carry: nothing open is left off a list.

A case carries its waits and its unanswered offers with it: one thing, one owner. A follow-up is an item of its own
when its time comes before the receiving duty ends; later ones stay with their owner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from amhp.calendar import in_london, say_time
from onenumber.allocation.models import Ask, BackUp
from onenumber.cases.models import FollowUp, OpenCase
from onenumber.cases.queries import owner_names
from onenumber.handover.models import Handover, HandoverItem
from onenumber.intake.models import Contact, ContactStep

LONGEST = 400
Kind = HandoverItem.Kind


@dataclass(frozen=True)
class Source:
    """Something open. `number` is its row's; `words` what is expected next, as far as the facts say."""

    kind: str
    number: int
    reference: str
    council_id: int | None
    words: str
    case_id: int | None = None

    @property
    def key(self) -> str:
        """What it is known by on a list: "case 12"."""
        return f"{self.kind} {self.number}"


def open_sources(handover: Handover) -> list[Source]:
    """Everything open that belongs on this list: cases by soonest limit, then what is due, asked and waiting.

    Another service receives what concerns the councils it acts for.
    """
    found = [*_cases(handover), *_follow_ups(handover), *_back_ups(handover), *_contacts(handover)]
    if handover.giving_service_id == handover.receiving_service_id:
        return found
    councils = set(handover.receiving_service.councils.values_list("pk", flat=True))
    return [source for source in found if source.council_id in councils]


def _cases(handover: Handover) -> Iterator[Source]:
    rows = OpenCase.objects.filter(service=handover.giving_service_id).select_related("case")
    asks = _open_asks(handover)
    for row in sorted(rows, key=lambda row: (row.ends_at is None, row.ends_at or row.received_at, row.pk)):
        words = case_words(row, handover.boundary_at, asks.get(row.pk, []))
        yield Source(Kind.CASE, row.pk, row.reference, row.case.council_id, words, case_id=row.pk)


def when(moment: datetime) -> str:
    """A moment that is kept in words: never "today", for it is read again tomorrow.

    >>> from datetime import UTC
    >>> when(datetime(2026, 11, 24, 19, 0, tzinfo=UTC))
    'Tue 19:00'
    """
    return f"{in_london(moment):%a} {say_time(moment)}"


def case_words(row: OpenCase, boundary_at: datetime, asks: Sequence[Ask] = ()) -> str:
    """What the receiving duty finds, in a sentence or two; said by facts alone."""
    since = f" since {when(row.waiting_since)}" if row.waiting_since else ""
    waiting = f"Waiting on {row.waiting_on}{since}." if row.waiting_on else ""
    parts = (_limit(row, boundary_at), _hands(row), waiting, *asks_words(asks))
    return " ".join(part for part in parts if part)[:LONGEST]


def _open_asks(handover: Handover) -> dict[int, list[Ask]]:
    """By case: who was asked and has not answered, and who said yes and has not come."""
    rows = Ask.objects.filter(
        Q(answer="") | Q(answer=Ask.Answer.CONFIRMED, arrived_at=None),
        case__in=OpenCase.objects.filter(service=handover.giving_service_id).values("pk"),
        ended_at=None,
    )
    found: dict[int, list[Ask]] = {}
    for row in rows.order_by(F("expected_from").asc(nulls_last=True), "happened_at", "id"):
        found.setdefault(row.case_id, []).append(row)
    return found


def asks_words(asks: Sequence[Ask]) -> Iterator[str]:
    """Who is coming, and who was asked: many doctors asked at once are one sentence."""
    doctors = [ask for ask in asks if ask.is_doctor and not ask.answer]
    for ask in asks:
        if ask.answer:
            yield f"{ask.whom} ({ask.get_what_display()}) {_expected(ask)}."
        elif len(doctors) == 1 or not ask.is_doctor:
            yield f"{ask.whom} ({ask.get_what_display()}) asked {when(ask.happened_at)}: no answer yet."
    if len(doctors) > 1:
        until = [ask.answer_by for ask in doctors if ask.answer_by]
        by = f", answer wanted by {when(max(until))}" if until else ""
        yield f"{len(doctors)} doctors asked{by}: no answer yet."


def _expected(ask: Ask) -> str:
    return f"expected {when(ask.expected_from)}" if ask.expected_from else "said yes"


def _limit(row: OpenCase, boundary_at: datetime) -> str:
    """Only what the clock beside it does not say: that it is over before the next duty begins."""
    over = row.ends_at is not None and row.ends_on is None and row.ends_at <= boundary_at
    return f"{row.power} ends before you start." if over else ""


def _hands(row: OpenCase) -> str:
    if row.holder:
        return f"{row.holder} is with it."
    if row.offered_to:
        by = f", wanted by {when(row.answer_by)}" if row.answer_by else ""
        return f"Offered to {row.offered_to}: no answer yet{by}."
    return (
        "Nobody holds it now." if row.standing == "following_up" else "Nobody has been asked to take it yet."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _follow_ups(handover: Handover) -> Iterator[Source]:
    due = FollowUp.objects.filter(
        case__service=handover.giving_service_id, ended_at__isnull=True, due_at__lt=handover.receiving_until
    )
    rows = list(due.select_related("case").order_by("due_at", "id"))
    owners = owner_names(row.pk for row in rows)
    for row in rows:
        words = f"{_capital(str(FollowUp.Kind(row.kind).label))}, due {when(row.due_at)}. {owners[row.pk]} has it."
        case = row.case
        yield Source(Kind.FOLLOW_UP, row.pk, case.reference, case.council_id, words, case_id=case.pk)


def _back_ups(handover: Handover) -> Iterator[Source]:
    rows = BackUp.objects.filter(service=handover.giving_service_id, ended_at__isnull=True)
    for row in rows.select_related("practitioner", "answered_by", "case").order_by("happened_at", "id"):
        asked = row.practitioner.name if row.practitioner else "A colleague"
        gone = f"{row.answered_by.name} has it." if row.answered_by else "Nobody has answered yet."
        now = ", now" if row.urgent else ""
        words = f"{asked} asked for back-up{now}: {BackUp.Why(row.why).label}. {gone}"
        council_id = row.case.council_id if row.case else None
        reference = row.case.reference if row.case else ""
        yield Source(Kind.BACK_UP, row.pk, reference, council_id, words, case_id=row.case_id)


def _contacts(handover: Handover) -> Iterator[Source]:
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    waiting = Contact.objects.filter(
        ~Exists(steps), service=handover.giving_service_id, settled_at__isnull=True
    )
    for row in waiting.order_by("happened_at", "id"):
        words = f"{_capital(str(Contact.Kind(row.kind).label))}, not answered since {when(row.happened_at)}."
        yield Source(Kind.CONTACT, row.pk, row.reference, row.council_id, words)
