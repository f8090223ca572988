"""A time in which the service worked on paper: from when to when, and which pack was printed."""

from django.db import models
from django.db.models import Q

from onenumber.organisations.models import Service
from onenumber.records.models import Fact


class PaperPeriod(Fact):
    """`happened_at` is when paper was begun, `over_at` when the screens were back. Ended once no sheet is missing."""

    reference = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    pack = models.CharField(max_length=40, blank=True)
    over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(ended_at__isnull=True), name="one_paper_period_at_a_time"
            )
        ]
