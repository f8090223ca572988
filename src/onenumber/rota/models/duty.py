"""A stretch of duty: who, from when to when, for a locality, in the hub, out of hours, or spare."""

from django.db import models
from django.db.models import F, Q

from onenumber.organisations.models import Locality, Service
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Duty(Fact):
    """One line of the duty list; withdrawn with a reason, never deleted."""

    class Kind(models.TextChoices):
        HUB = "hub", "hub"
        LOCALITY = "locality", "locality"
        EDT = "edt", "EDT"
        SPARE = "spare", "spare"

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=8, choices=Kind)
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="duty_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(kind="locality") | Q(locality__isnull=False),
                name="locality_duty_names_its_locality",
            ),
        ]
        indexes = [models.Index(fields=["service", "ends_at", "starts_at"])]
