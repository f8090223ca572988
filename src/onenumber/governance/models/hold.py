"""A legal hold: nothing of this person's record is destroyed while it lasts, whatever the schedule says."""

from django.db import models
from django.db.models import Q

from onenumber.persons.models import Person
from onenumber.records.models import Fact


class LegalHold(Fact):
    """An inquiry, inquest, claim or request that needs the record; on the person, or said to be about one case."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_holds")
    case_reference = models.CharField(max_length=20, blank=True)  # what it is about; the whole record is held
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="hold_ends_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="holds_in_force", condition=Q(ended_at__isnull=True))]
