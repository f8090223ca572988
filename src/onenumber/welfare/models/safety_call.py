"""Somebody says that they are not safe. The call stays open until a person at the hub closes it.

`happened_at` is when it was pressed, `recorded_at` when it reached us: without signal these are far apart, and the
page says so. It is not an emergency alarm; every page that shows it says to dial 999.
"""

from django.db import models
from django.db.models import Q

from onenumber.cases.models import Case
from onenumber.organisations.models import Service
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class SafetyCall(Fact):
    """One call, with the case they were on. Pressed again while it is open, it is the same call."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="safety_calls")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    done = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"], condition=Q(ended_at__isnull=True), name="one_open_safety_call"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, done="") | (Q(ended_at__isnull=False) & ~Q(done="")),
                name="safety_call_ends_with_what_was_done",
            ),
        ]
        indexes = [
            models.Index(fields=["service"], name="safety_calls_open", condition=Q(ended_at__isnull=True))
        ]


class SafetyAnswer(Fact):
    """What was said or done while the call was open, by whoever did it."""

    class Kind(models.TextChoices):
        HAS_IT = "has_it", "has it"
        DONE = "done", "wrote what was done"
        AGAIN = "again", "pressed it again"
        SAFE = "safe", "says they are safe now"

    call = models.ForeignKey(SafetyCall, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=400, blank=True)
