"""An offer: asked once, answered once. At most one accepted offer is open for a case, kept by the
database.
"""

from django.db import models
from django.db.models import Q

from onenumber.cases.models import Case
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Offer(Fact):
    """One practitioner asked to take one case. `happened_at` is when it was sent."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"
        TAKEN = "taken", "somebody else accepted first"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="offers")
    sending = models.UUIDField()  # all offers sent together
    turn_at = models.DateTimeField()  # when it becomes this person's turn (one after another)
    answer_by = models.DateTimeField()
    line = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)  # an accepted offer ends when the case leaves the holder

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answer="accepted", ended_at__isnull=True),
                name="one_accepted_offer",
            ),
            models.UniqueConstraint(
                fields=["case", "practitioner"], condition=Q(answer=""), name="asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_and_its_time_together",
            ),
        ]
        indexes = [models.Index(fields=["answer_by"], name="offers_unanswered", condition=Q(answer=""))]
