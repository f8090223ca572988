"""Everything the board shows, as tuples, in a fixed number of queries whatever the day brings.

The open cases come from the stored projection; model instances would cost ten times as much (measured).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from amhp.calendar import day_in_london, midnight_after
from onenumber.allocation.models import BackUp, Offer
from onenumber.audit.models import ChainHead, Viewer
from onenumber.cases.models import OpenCase
from onenumber.intake.models import Contact, ContactStep
from onenumber.messaging.models import Delivery
from onenumber.organisations.models import Service
from onenumber.records.models import WorkerBeat
from onenumber.rota.models import Duty

CASE_COLUMNS = (
    "reference",
    "initials",
    "age",
    "age_is_approximate",
    "locality",
    "place",
    "contact_type",
    "power",
    "ends_at",
    "ends_on",
    "priority",
    "danger",
    "standing",
    "holder_id",
    "holder",
    "held_since",
    "offered_to",
    "offered_at",
    "answer_by",
    "waiting_on",
    "wait_stage",
    "waiting_since",
    "received_at",
    "restricted",
)


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
    """One offer without an answer."""

    id: int
    reference: str
    practitioner_id: int
    name: str
    sent_at: datetime
    turn_at: datetime
    answer_by: datetime


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
    undelivered: list[tuple[str, str, str]]
    beat_at: datetime | None


def board_version(viewer: Viewer, service: Service) -> str:
    """The last fact and the minute: the same string means that the board would look the same."""
    position = ChainHead.objects.filter(id=1).values_list("position", flat=True).first()
    return f'"{service.pk}-{viewer.user_id}-{position}-{viewer.at:%y%m%d%H%M}"'


def board_facts(viewer: Viewer, service: Service) -> BoardFacts:
    """Read the board of one service (nine queries)."""
    at, number = viewer.at, service.pk
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    waiting = Contact.objects.filter(~Exists(steps), service=number).values_list(
        "reference", "kind", "happened_at", "locality__name"
    )
    midnight = midnight_after(day_in_london(at) - timedelta(days=1))
    duties = Duty.objects.filter(
        service=number, withdrawn_at__isnull=True, ends_at__gt=at, starts_at__lt=at + timedelta(hours=12)
    ).order_by("starts_at", "practitioner__name")
    return BoardFacts(
        service=service,
        cases=[CaseRow(*row) for row in OpenCase.objects.filter(service=number).values_list(*CASE_COLUMNS)],
        duties=[
            DutyRow(*row)
            for row in duties.values_list(
                "practitioner_id",
                "practitioner__name",
                "practitioner__telephone",
                "kind",
                "locality__name",
                "starts_at",
                "ends_at",
            )
        ],
        offers=[
            OfferRow(*row)
            for row in Offer.objects.filter(answer="", case__service=number, case__opencase__isnull=False)
            .order_by("answer_by")
            .values_list(
                "id",
                "case__reference",
                "practitioner_id",
                "practitioner__name",
                "happened_at",
                "turn_at",
                "answer_by",
            )
        ],
        back_ups=list(
            BackUp.objects.filter(service=number, ended_at__isnull=True, answered_at__isnull=True)
            .order_by("happened_at")
            .values_list("id", "why", "practitioner__name", "words", "urgent", "happened_at")
        ),
        contacts=[WaitingContact(*row) for row in waiting.order_by("happened_at")],
        counts=_counts(
            Contact.objects.filter(service=number, happened_at__gte=midnight).values_list("kind", flat=True)
        ),
        undelivered=list(
            Delivery.objects.filter(
                given_up_at__gt=at - timedelta(hours=24), message__service=number
            ).values_list("message__about", "message__to_name", "channel")
        ),
        beat_at=WorkerBeat.objects.values_list("beat_at", flat=True).order_by("-beat_at").first(),
    )


def _counts(kinds: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for kind in kinds:
        counted[kind] = counted.get(kind, 0) + 1
    return counted
