"""People close to the person served. Whether one of them appears to be the nearest relative is recorded on the case."""

from django.db import models

from onenumber.persons.models.person import Person
from onenumber.records.models import CorrectableFact


class Relative(CorrectableFact):
    """A relative or somebody close, with the facts the law asks about."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relatives")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=60)
    telephone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=60, blank=True)
    lives_with = models.BooleanField(null=True)
    cares_for = models.BooleanField(null=True)
    safety_flag = models.BooleanField(default=False)  # contact may put somebody at risk: ask before ringing
