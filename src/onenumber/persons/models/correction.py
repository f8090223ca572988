"""What a person's record said before it was corrected, and why: shown first, never rubbed out."""

from django.db import models

from onenumber.persons.models.person import Person
from onenumber.records.models import Fact


class PersonCorrection(Fact):
    """One corrected value of one person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=40)
    was = models.CharField(max_length=300, blank=True)
    now_is = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=400)
