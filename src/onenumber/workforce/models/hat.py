"""A hat: what somebody may act as, on whose authority, from when to when.

Source: SI 2008/1206 for AMHPs in England.
"""

from django.db import models

from onenumber.workforce.models.practitioner import Practitioner


class Hat(models.Model):
    """One authority of one practitioner. The last day counts: it ends at the end of `ends_on`."""

    class Kind(models.TextChoices):
        AMHP = "amhp", "AMHP"
        EDT = "edt", "EDT officer"
        TRAINEE = "trainee", "trainee AMHP"
        S12 = "s12", "section 12 doctor"
        LOCUM = "locum", "locum"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="hats")
    kind = models.CharField(max_length=8, choices=Kind)
    authority = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    limits = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practitioner", "kind"])]
