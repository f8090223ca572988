"""A handover: one list for one duty boundary, from one service to one (often the same), and its two signatures."""

from django.db import models
from django.db.models import F, Q

from onenumber.organisations.models import Service
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Handover(Fact):
    """The list of one boundary; `happened_at` is when it was made. Its co-ordinator owns what nobody accepted."""

    class Duty(models.TextChoices):
        DAY = "day", "day"
        EDT = "edt", "EDT"

    giving_service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="handovers_given")
    receiving_service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="handovers_received"
    )
    giving_duty = models.CharField(max_length=4, choices=Duty)
    receiving_duty = models.CharField(max_length=4, choices=Duty)
    boundary_at = models.DateTimeField()
    receiving_until = models.DateTimeField()  # when the receiving duty ends, by the service's duty periods
    coordinator = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    lead_told_at = models.DateTimeField(
        null=True
    )  # that something was still not accepted when the duty ended

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["giving_service", "receiving_service", "boundary_at"], name="one_list_a_boundary"
            ),
            models.CheckConstraint(
                condition=~Q(giving_duty=F("receiving_duty")), name="handover_goes_to_the_other_duty"
            ),
            models.CheckConstraint(
                condition=Q(receiving_until__gt=F("boundary_at")), name="receiving_duty_has_a_length"
            ),
        ]
        indexes = [
            models.Index(fields=["giving_service", "boundary_at"]),
            models.Index(fields=["receiving_service", "boundary_at"]),
        ]


class Signature(Fact):
    """One side signed; once for each side. `items` is how many items stood on the list at that moment."""

    class Side(models.TextChoices):
        GIVING = "giving", "giving"
        RECEIVING = "receiving", "receiving"

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=9, choices=Side)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    items = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "side"], name="each_side_signs_once")]
