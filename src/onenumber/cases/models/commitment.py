"""Who holds a case, from when to when. At most one active commitment for each practitioner, kept by the
database.
"""

from django.db import models
from django.db.models import Q

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Commitment(CaseFact, Fact):
    """A practitioner holds this case. Changes are new rows; an open one is closed once."""

    class Kind(models.TextChoices):
        ACTIVE = "active", "with it now"
        ADDITIONAL = "additional", "taken as well"
        WAITING = "waiting", "nothing to do now"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=10, choices=Kind)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_how = models.CharField(max_length=20, blank=True)  # finished, handed over, stood down, changed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"],
                condition=Q(ended_at__isnull=True, kind="active"),
                name="one_active_commitment",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_holder_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="commitment_end_says_how",
            ),
        ]
