"""Where somebody wants to be reached: their latest choice counts, the earlier ones are kept."""

from django.db import models

from onenumber.access.models import User
from onenumber.records.models import Fact


class ReachChoice(Fact):
    """For each topic the ways besides the screen; quiet hours in London's time; the number texts go to."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reach_choices")
    channels = models.JSONField()  # {"asked": ["email", "text"], ...}
    mobile = models.CharField(
        max_length=20, blank=True
    )  # as 447700900123; empty: the number in the people's list
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_two_ends",
            )
        ]
