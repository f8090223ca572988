"""The AMHP's decision, written reasons that are owed, and how the case was closed."""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact, Fact


class Decision(CaseFact, CorrectableFact):
    """The outcome, with reasons and the alternatives considered; less restrictive outcomes weigh the same."""

    outcome = models.CharField(max_length=30)  # CL-OUT
    amhp_id = models.BigIntegerField(null=True)
    amhp_name = models.CharField(max_length=120)
    approval_in_force = models.BooleanField(null=True)
    reasons = models.TextField()
    alternatives = models.TextField(blank=True)
    alternative_used = models.CharField(max_length=40, blank=True)
    declined_despite_two = models.BooleanField(default=False)
    warrant = models.CharField(max_length=24, blank=True)
    police_role = models.CharField(max_length=24, blank=True)
    application_at = models.DateTimeField(null=True)


class WrittenReasons(CaseFact, Fact):
    """Reasons in writing owed to a nearest relative whose request ended without an application (s13(4))."""

    owed_to = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(sent_at__isnull=True), name="reasons_owed_once"
            )
        ]


class Closure(CaseFact, CorrectableFact):
    """The work is finished, or the case was opened by mistake (voided); struck out when it is reopened."""

    kind = models.CharField(max_length=10, default="closed")  # closed, voided
    detail = models.CharField(max_length=400, blank=True)
    amhp_minutes = models.PositiveIntegerField(null=True)
