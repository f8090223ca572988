"""Somebody higher was told: a rung of the bed ladder, or a letter to a partner who could not come."""

from django.db import models

from onenumber.allocation.models.ask import Ask
from onenumber.cases.models import Case
from onenumber.records.models import Fact


class Escalation(Fact):
    """Who was told about which ask, and what they said. `rung` counts the service's ladder from 1."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="escalations")
    what = models.CharField(max_length=16, choices=Ask.What)
    ask = models.ForeignKey(Ask, null=True, on_delete=models.PROTECT, related_name="escalations")
    rung = models.PositiveSmallIntegerField(null=True)
    told = models.CharField(max_length=160)
    by_letter = models.BooleanField(default=False)
    said = models.CharField(max_length=400, blank=True)
