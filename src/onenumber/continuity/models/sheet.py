"""Sheets of paper that were handed out, and what was typed in from each."""

from django.db import models

from onenumber.continuity.models.paper_period import PaperPeriod
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Sheet(Fact):
    """One numbered sheet. It is typed in, or void with a reason, or still missing."""

    period = models.ForeignKey(PaperPeriod, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    voided_at = models.DateTimeField(null=True)
    voided_by_id = models.BigIntegerField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "number"], name="sheet_number_once")]


class SheetEntry(Fact):
    """Somebody began to type a sheet in. `happened_at` and `written_by` stand on the paper, `by_name` typed it.

    It counts as typed in once a form was answered with it (`records.Submission.paper_entry_id`), in the very
    transaction of what the form did: an entry begun and left counts for nothing.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True)
    written_by = models.CharField(max_length=120)
    practitioner = models.ForeignKey(Practitioner, null=True, on_delete=models.PROTECT)
