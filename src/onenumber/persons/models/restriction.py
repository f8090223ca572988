"""A record that must not open to whoever is on duty: why, set by whom, and lifted by whom with what reason."""

from django.db import models
from django.db.models import Q

from onenumber.persons.models.person import Person
from onenumber.records.models import Fact


class Restriction(Fact):
    """One restriction of one record; `Person.restricted` says that one is open."""

    class Kind(models.TextChoices):
        STAFF = "staff", "works here or with us, or is family of somebody who does"
        PUBLIC = "public", "publicly known"
        SAFETY = "safety", "somebody must not learn where they are (victim or perpetrator)"
        OTHER = "other", "another reason"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="restricted_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="restriction_lifted_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_says_why"),
        ]
