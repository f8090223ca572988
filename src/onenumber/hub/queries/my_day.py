"""What one practitioner sees of their day: what they are asked, what they hold, until when they are on duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.allocation.models import BackUp, Offer
from onenumber.allocation.queries import OpenOffer, asked_of
from onenumber.audit.models import Viewer
from onenumber.cases.models import Commitment, FollowUp
from onenumber.cases.queries import CaseFacts, facts_of_many, follow_ups_of
from onenumber.messaging.queries import MessageLine, on_screen
from onenumber.records.prepared_records import PreparedRecords
from onenumber.rota.models import Duty


@dataclass(frozen=True)
class Held:
    """A case in hand with its facts."""

    commitment: Commitment
    facts: CaseFacts


@dataclass(frozen=True)
class MyDay:
    """The day."""

    asked: list[tuple[OpenOffer, CaseFacts]]
    also_asked: dict[int, list[str]]
    held: list[Held]
    duties: list[Duty]
    back_ups: list[BackUp]
    follow_ups: list[FollowUp]
    messages: list[MessageLine]


OF_ONE = {"practitioner_id": int}
IN_HAND = PreparedRecords(
    Commitment,
    lambda practitioner_id: Commitment.objects.filter(practitioner=practitioner_id, ended_at__isnull=True),
    OF_ONE,
    related=("case", "case__person", "case__contact", "case__locality", "case__service", "case__council"),
)
DUTIES = PreparedRecords(
    Duty,
    lambda practitioner_id, at, week: Duty.objects.filter(
        practitioner=practitioner_id, withdrawn_at__isnull=True, ends_at__gt=at, starts_at__lt=week
    ).order_by("starts_at"),
    OF_ONE | {"at": datetime, "week": datetime},
)
BACK_UPS = PreparedRecords(
    BackUp,
    lambda practitioner_id: BackUp.objects.filter(
        practitioner=practitioner_id, ended_at__isnull=True
    ).order_by("happened_at"),
    OF_ONE,
    related=("answered_by", "case"),
)


def read_my_day(viewer: Viewer, practitioner_id: int, *, at: datetime) -> MyDay:
    """Read the day of the viewer, who is this practitioner."""
    asked = asked_of(viewer, at=at)
    commitments = IN_HAND.all(practitioner_id=practitioner_id)
    cases = [*(each.offer.case for each in asked), *(commitment.case for commitment in commitments)]
    facts = facts_of_many(cases)  # both at once: the same questions, asked once
    order = {"active": 0, "additional": 1, "waiting": 2}
    held = [
        Held(commitment, known) for commitment, known in zip(commitments, facts[len(asked) :], strict=True)
    ]
    return MyDay(
        asked=list(zip(asked, facts[: len(asked)], strict=True)),
        also_asked=_others(asked),
        messages=on_screen(viewer),
        follow_ups=follow_ups_of(viewer, practitioner_id),
        held=sorted(held, key=lambda each: (order[each.commitment.kind], each.commitment.happened_at)),
        duties=DUTIES.all(practitioner_id=practitioner_id, at=at, week=at + timedelta(days=7)),
        back_ups=BACK_UPS.all(practitioner_id=practitioner_id),
    )


def _others(asked: list[OpenOffer]) -> dict[int, list[str]]:
    """Who else is asked at the same time, by offer."""
    sendings = {each.offer.sending: each.offer.pk for each in asked}
    rows = Offer.objects.filter(sending__in=sendings, answer="").exclude(
        pk__in=[each.offer.pk for each in asked]
    )
    found: dict[int, list[str]] = {}
    for sending, name in rows.values_list("sending", "practitioner__name"):
        found.setdefault(sendings[sending], []).append(name)
    return found
