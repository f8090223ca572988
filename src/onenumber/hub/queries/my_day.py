"""What one practitioner sees of their day: what they are asked, what they hold, until when they are on duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.allocation.models import BackUp, Offer
from onenumber.allocation.queries import OpenOffer, asked_of
from onenumber.audit.models import Viewer
from onenumber.cases.models import Commitment, FollowUp
from onenumber.cases.queries import CaseFacts, facts_of_many, follow_ups_of
from onenumber.messaging.queries import MessageLine, on_screen
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


def read_my_day(viewer: Viewer, practitioner_id: int, *, at: datetime) -> MyDay:
    """Read the day of the viewer, who is this practitioner."""
    asked = asked_of(viewer, at=at)
    mine = Commitment.objects.filter(practitioner_id=practitioner_id, ended_at__isnull=True)
    commitments = list(
        mine.select_related(
            "case__person", "case__contact", "case__locality", "case__service", "case__council"
        )
    )
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
        duties=list(
            Duty.objects.filter(
                practitioner_id=practitioner_id,
                withdrawn_at__isnull=True,
                ends_at__gt=at,
                starts_at__lt=at + timedelta(days=7),
            ).order_by("starts_at")
        ),
        back_ups=list(
            BackUp.objects.filter(practitioner_id=practitioner_id, ended_at__isnull=True)
            .select_related("answered_by", "case")
            .order_by("happened_at")
        ),
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
