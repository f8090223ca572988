"""Back-up for a colleague: tied up, alone, unsafe, late, or a gap in cover; answered by a named spare."""

from django.db import models

from onenumber.cases.models import Case
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class BackUp(Fact):
    """A request for back-up. Counts as use of reserve once answered."""

    class Why(models.TextChoices):
        TIED_UP = "tied_up", "tied up"
        ALONE = "alone", "alone"
        UNSAFE = "unsafe", "not safe"
        LATE = "late", "running late"
        GAP = "gap", "gap in cover"

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    practitioner = models.ForeignKey(
        Practitioner, null=True, on_delete=models.PROTECT, related_name="back_up_asked"
    )
    contact = models.OneToOneField(Contact, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    why = models.CharField(max_length=10, choices=Why)
    urgent = models.BooleanField(default=False)
    words = models.CharField(max_length=400, blank=True)
    answered_by = models.ForeignKey(
        Practitioner, null=True, on_delete=models.PROTECT, related_name="back_up_given"
    )
    answered_at = models.DateTimeField(null=True)
    done = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["service"], name="back_up_open", condition=models.Q(ended_at__isnull=True))
        ]
