"""Two records that are one person. Reversible: the rows stay, only the finding of them changes."""

from django.db import models

from onenumber.persons.models.person import Person
from onenumber.records.models import Fact


class SamePerson(Fact):
    """Somebody said that `other` and `kept` are the same person; ended when that proves wrong."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absorbed")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absorbed_into")
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["other"], condition=models.Q(ended_at__isnull=True), name="absorbed_once"
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("other")), name="not_itself"),
        ]
