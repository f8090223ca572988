"""Somebody looked at a record that fell due and keeps it longer."""

from django.db import models

from onenumber.persons.models import Person
from onenumber.records.models import Fact


class Review(Fact):
    """Kept until this day, and why; a later row counts instead of an earlier one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="retention_reviews")
    keep_until = models.DateField()
    reason = models.CharField(max_length=400)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="review_says_why")]
        indexes = [models.Index(fields=["person", "keep_until"])]
