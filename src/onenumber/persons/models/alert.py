"""Something that colleagues must know to be safe; shown on the identity strip until it is ended with a reason."""

from django.db import models

from onenumber.persons.models.person import Person
from onenumber.records.models import Fact


class StaffSafetyAlert(Fact):
    """A staff-safety concern about a person or their home."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts")
    text = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_reason = models.CharField(max_length=400, blank=True)
