"""What the AMHP lead found about an opening of a record: nothing to ask, asked the colleague, or taken further."""

from django.db import models

from onenumber.records.models import Fact


class OpeningReview(Fact):
    """One finding about one opening; a later row may say more, none is overwritten."""

    class Finding(models.TextChoices):
        IN_ORDER = "in_order", "in order"
        ASKED = "asked", "colleague asked"
        FURTHER = "further", "taken further"

    opening_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    finding = models.CharField(max_length=10, choices=Finding)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["opening_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finding__in=["in_order", "asked", "further"]), name="opening_finding_known"
            )
        ]
