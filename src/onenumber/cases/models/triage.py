"""Considering the request: assess, not assess, advise, defer or pass on; with reasons, and by whom."""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact


class Triage(CaseFact, CorrectableFact):
    """One consideration of what to do; "not assess" needs a named AMHP."""

    class Answer(models.TextChoices):
        ASSESS = "ASSESS", "assess"
        NOT_ASSESS = "NOT_ASSESS", "not assess"
        ADVICE = "ADVICE", "advise"
        DEFER = "DEFER", "defer"
        TRANSFER = "TRANSFER", "pass on"

    answer = models.CharField(max_length=12, choices=Answer)
    amhp_id = models.BigIntegerField(null=True)  # the practitioner whose consideration it is
    amhp_name = models.CharField(max_length=120, blank=True)
    approval_in_force = models.BooleanField(null=True)
    priority = models.CharField(max_length=1, blank=True)  # 1 emergency, 4 very urgent, 2 urgent, 3 routine
    reasons = models.TextField(blank=True)
    not_assessed_reason = models.CharField(max_length=40, blank=True)  # CL-NOT
    alternatives_tried = models.CharField(max_length=200, blank=True)  # CL-ALT codes, spaces between
    alternative_used = models.CharField(max_length=40, blank=True)
    passed_to = models.CharField(max_length=200, blank=True)
    from_first_offer = models.BooleanField(default=False)

    class Meta(CorrectableFact.Meta):
        constraints = [
            *CorrectableFact.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(answer="NOT_ASSESS") | models.Q(amhp_id__isnull=False, reasons__gt=""),
                name="not_assess_names_an_amhp_and_reasons",
            ),
        ]
