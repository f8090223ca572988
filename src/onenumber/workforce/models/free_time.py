"""When a doctor says they can be asked, or that they cannot: told to the hub, kept, withdrawn when it changes."""

from django.db import models
from django.db.models import F, Q

from onenumber.records.models import Fact
from onenumber.workforce.models.practitioner import Practitioner


class FreeTime(Fact):
    """One stretch of time as told. What nobody has told is not known, which is neither free nor busy."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="free_times")
    free = models.BooleanField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="free_time_ends_after_start")
        ]
        indexes = [
            models.Index(
                fields=["practitioner", "ends_at"], name="free_times", condition=Q(withdrawn_at__isnull=True)
            )
        ]
