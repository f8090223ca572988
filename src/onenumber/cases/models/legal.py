"""A legal status event: what started, extended or ended an authority, when, and who says so."""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact


class LegalEvent(CaseFact, CorrectableFact):
    """A start event of a clock (amhp.law EventKind), or what ended it."""

    kind = models.CharField(max_length=30)
    told_by = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(
        null=True
    )  # of an extension (s136B), with who authorised it and why
    reason = models.CharField(max_length=200, blank=True)
    authorised_by = models.CharField(max_length=120, blank=True)
    superintendent_approved = models.BooleanField(null=True)

    class Meta(CorrectableFact.Meta):
        indexes = [models.Index(fields=["case", "happened_at"])]
