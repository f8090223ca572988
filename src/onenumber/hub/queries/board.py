"""Everything the board shows, as tuples, in a fixed number of queries whatever the day brings.

The open cases come from the stored projection; model instances would cost ten times as much (measured).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from amhp.calendar import day_in_london, midnight_after
from onenumber.allocation.models import BackUp, Offer
from onenumber.allocation.queries import turns_of
from onenumber.audit.models import ChainHead, Viewer
from onenumber.cases.queries import open_cases
from onenumber.intake.models import Contact, ContactStep
from onenumber.messaging.queries import MessageLine, Undelivered, on_screen, undelivered
from onenumber.organisations.models import Service
from onenumber.records.models import WorkerBeat
from onenumber.rota.models import Duty

DUTY_COLUMNS = (
    "practitioner_id", "practitioner__name", "practitioner__telephone", "kind", "locality__name", "starts_at",
    "ends_at",
)  # fmt: skip
OFFER_COLUMNS = (
    "id", "case__reference", "practitioner_id", "practitioner__name", "happened_at", "turn_at", "answer_by",
    "sending", "answer", "answered_at",
)  # fmt: skip
BACK_UP_COLUMNS = ("id", "why", "practitioner__name", "words", "urgent", "happened_at")


class CaseRow(NamedTuple):
    """One open case as stored for the board."""

    reference: str
    initials: str
    age: int | None
    age_is_approximate: bool
    locality: str
    place: str
    contact_type: str
    power: str
    ends_at: datetime | None
    ends_on: Any
    priority: str
    danger: str
    standing: str
    holder_id: int | None
    holder: str
    held_since: datetime | None
    offered_to: str
    offered_at: datetime | None
    answer_by: datetime | None
    waiting_on: str
    wait_stage: str
    waiting_since: datetime | None
    received_at: datetime
    restricted: bool


class DutyRow(NamedTuple):
    """One line of the duty list around now."""

    practitioner_id: int
    name: str
    telephone: str
    kind: str
    locality: str | None
    starts_at: datetime
    ends_at: datetime


class OfferRow(NamedTuple):
    """One offer of a sending that somebody has not answered yet."""

    pk: int
    reference: str
    practitioner_id: int
    name: str
    sent_at: datetime
    turn_at: datetime
    answer_by: datetime
    sending: object
    answer: str
    answered_at: datetime | None


class WaitingContact(NamedTuple):
    """A contact that nothing has become of yet."""

    reference: str
    kind: str
    received_at: datetime
    locality: str | None


@dataclass(frozen=True)
class BoardFacts:
    """What the board is made of."""

    service: Service
    cases: list[CaseRow]
    duties: list[DutyRow]
    offers: list[OfferRow]
    back_ups: list[tuple[int, str, str | None, str, bool, datetime]]
    contacts: list[WaitingContact]
    counts: dict[str, int]
    undelivered: list[Undelivered]
    messages: list[MessageLine]
    beat_at: datetime | None


def board_version(viewer: Viewer, service: Service) -> str:
    """The last fact and the minute: the same string means that the board would look the same."""
    position = ChainHead.objects.filter(id=1).values_list("position", flat=True).first()
    return f'"{service.pk}-{viewer.user_id}-{position}-{viewer.at:%y%m%d%H%M}"'


def board_facts(viewer: Viewer, service: Service) -> BoardFacts:
    """Read the board of one service (ten queries), narrowed to the viewer's councils."""
    at, number = viewer.at, service.pk
    councils = viewer.councils_in(number)
    received = Contact.objects.filter(service=number)
    if councils is not None:
        received = received.filter(council_id__in=councils)
    midnight = midnight_after(day_in_london(at) - timedelta(days=1))
    unanswered = BackUp.objects.filter(service=number, ended_at__isnull=True, answered_at__isnull=True)
    if councils is not None:
        unanswered = unanswered.filter(Q(case__isnull=True) | Q(case__council_id__in=councils))
    return BoardFacts(
        service=service,
        cases=[CaseRow(*row) for row in open_cases(viewer, number)],
        duties=_duties(number, at),
        offers=_offers(number, councils),
        back_ups=list(unanswered.order_by("happened_at").values_list(*BACK_UP_COLUMNS)),
        contacts=_waiting(received),
        counts=_counts(received.filter(happened_at__gte=midnight).values_list("kind", flat=True)),
        undelivered=undelivered(viewer, number),
        messages=on_screen(viewer),
        beat_at=WorkerBeat.objects.values_list("beat_at", flat=True).order_by("-beat_at").first(),
    )


def _duties(service_id: int, at: datetime) -> list[DutyRow]:
    soon = Duty.objects.filter(
        service=service_id, withdrawn_at__isnull=True, ends_at__gt=at, starts_at__lt=at + timedelta(hours=12)
    )
    return [
        DutyRow(*row) for row in soon.order_by("starts_at", "practitioner__name").values_list(*DUTY_COLUMNS)
    ]


def _offers(service_id: int, councils: tuple[int, ...] | None) -> list[OfferRow]:
    """Offers at their turn and without an answer, with the turn's own time to answer."""
    silent = Offer.objects.filter(answer="", case__service=service_id, case__opencase__isnull=False)
    if councils is not None:
        silent = silent.filter(case__council_id__in=councils)
    sent = Offer.objects.filter(sending__in=silent.values("sending"))
    rows = [OfferRow(*row) for row in sent.values_list(*OFFER_COLUMNS)]
    turns = turns_of(rows)
    waiting = [
        row._replace(turn_at=turns[row.pk].turn_at, answer_by=turns[row.pk].answer_by)
        for row in rows
        if not row.answer
    ]
    return sorted(waiting, key=lambda row: (row.answer_by, row.pk))


def _waiting(received: QuerySet[Contact]) -> list[WaitingContact]:
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    rows = received.filter(~Exists(steps)).order_by("happened_at")
    return [
        WaitingContact(*row) for row in rows.values_list("reference", "kind", "happened_at", "locality__name")
    ]


def _counts(kinds: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for kind in kinds:
        counted[kind] = counted.get(kind, 0) + 1
    return counted
