"""One AMHP service asks another to consider a case on behalf of a council; both sides say yes by a named person.

Source: s13(1) with (1B) and (1C), peers.md P37 ("whose case is it?") and journey 37 (cross-border request, one owner).
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q

from onenumber.cases.models import Case
from onenumber.organisations.models import Agreement, Service
from onenumber.records.models import Fact


class NeighbourRequest(Fact):
    """What was asked; `happened_at` is when. At least one of both services is here, the other may be anywhere.

    Until both have said yes nothing moves: the case is with the service that asks. `case` is its case there,
    `taken_case` the one that the service asked opened (or had opened) for it. No field says who the person is, and each
    side reads the other's reference here: the other's case is not theirs to open.
    """

    asking_service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="asked_of_others"
    )
    asking_name = models.CharField(max_length=120)
    asking_person = models.CharField(max_length=120)
    asking_telephone = models.CharField(max_length=40, blank=True)
    asked_service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="asked_by_others"
    )
    asked_name = models.CharField(max_length=120)
    asked_person = models.CharField(max_length=120, blank=True)
    asked_telephone = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.CharField(max_length=120)  # the council whose duty it appears to be
    why_theirs = models.CharField(max_length=400)
    asks = models.CharField(max_length=600)
    reference = models.CharField(
        max_length=60, blank=True
    )  # the case's in the record of the service that asks
    where = models.CharField(
        max_length=200, blank=True
    )  # power, kind of place, area, limit, as told when it was asked
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT)
    answer_by = models.DateTimeField()
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="asked_of_neighbours")
    taken_case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="asked_by_neighbours"
    )
    taken_reference = models.CharField(max_length=20, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.BigIntegerField(null=True)
    taken_by_name = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(
        null=True
    )  # set with the last thing that was to do, so that the board finds it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asking_service__isnull=False, case__isnull=False)
                | Q(asking_service__isnull=True, case__isnull=True, asked_service__isnull=False),
                name="request_has_a_case_or_comes_from_outside",
            ),
            models.CheckConstraint(
                condition=Q(asking_service__isnull=True)
                | Q(asked_service__isnull=True)
                | ~Q(asking_service=F("asked_service")),
                name="request_goes_to_another_service",
            ),
            models.CheckConstraint(
                condition=Q(taken_case__isnull=True, taken_at__isnull=True)
                | Q(taken_case__isnull=False, taken_at__isnull=False, asked_service__isnull=False),
                name="taken_with_its_time_by_a_service_here",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asking_service"], name="requests_open_asking", condition=Q(settled_at__isnull=True)
            ),
            models.Index(
                fields=["asked_service"], name="requests_open_asked", condition=Q(settled_at__isnull=True)
            ),
        ]


class RequestAnswer(Fact):
    """What one side decided, and who decided it there; `by_` is who wrote it here. Each side decides once."""

    class Side(models.TextChoices):
        ASKED = "asked", "the service asked"
        ASKING = "asking", "the service that asks"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "says yes"
        DECLINED = "declined", "says no"
        KEPT = "kept", "keeps the case"
        WITHDRAWN = "withdrawn", "takes the request back"

    request = models.ForeignKey(NeighbourRequest, on_delete=models.PROTECT, related_name="answers")
    side = models.CharField(max_length=6, choices=Side)
    decision = models.CharField(max_length=9, choices=Decision)
    person = models.CharField(max_length=120)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "side"], name="each_side_decides_once"),
            models.CheckConstraint(
                condition=Q(side="asked", decision__in=["accepted", "declined"])
                | Q(side="asking", decision__in=["accepted", "kept", "withdrawn"]),
                name="each_side_decides_its_own",
            ),
        ]


@dataclass(frozen=True, kw_only=True)
class Other:
    """The other service: one of this installation, or a name; `person` is who there asks or was asked."""

    name: str
    service: Service | None = None
    person: str = ""
    telephone: str = ""
    reference: str = ""  # of the case in its own record, where it asks


@dataclass(frozen=True, kw_only=True)
class RequestText:
    """What is asked, on behalf of which council and why that one, under which agreement, and how long an answer has."""

    on_behalf_of: str
    why_theirs: str
    asks: str
    answer_minutes: int
    agreement: Agreement | None = None
