"""The service was put back from a backup: what was recorded after it is missing until people write it again."""

from django.db import models

from onenumber.organisations.models.service import Service
from onenumber.records.models import Fact


class Restoration(Fact):
    """`happened_at` is when it was put back. Every page says so until a person acknowledges it (hazard H13).

    `known` is the last number of each series that the backup knows, `first_new` the first that is issued now.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="restorations")
    backup_at = models.DateTimeField()
    known = models.JSONField()  # {"C-26": 10418}
    first_new = models.JSONField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.BigIntegerField(null=True)
    acknowledged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["service"],
                name="restored_not_acknowledged",
                condition=models.Q(acknowledged_at__isnull=True),
            )
        ]
