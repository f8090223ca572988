"""The police line: record check, advice, what the officer did, and how it stood a day later (s136(1C))."""

from django.db import models

from onenumber.intake.models.contact import Contact
from onenumber.records.models import CorrectableFact


class PoliceLine(CorrectableFact):
    """One entry about a police contact; later entries add, the newest filled answer counts."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="police_entries")
    record_check = models.CharField(max_length=300, blank=True)
    advice_given = models.TextField(blank=True)
    officer_did = models.CharField(max_length=300, blank=True)
    outcome_next_day = models.CharField(max_length=300, blank=True)
