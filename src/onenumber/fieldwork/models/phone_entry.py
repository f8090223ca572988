"""Something from a phone that could not simply be recorded. It is kept beside the record until a person chooses.

`happened_at` is when it was tapped or written, `recorded_at` when it came in. Never deleted (peers' issues: offline
edits silently overwritten, and lost when access changed before the sync).
"""

from django.db import models
from django.db.models import Q

from onenumber.cases.models import Case
from onenumber.organisations.models import Service
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class PhoneEntry(Fact):
    """One thing, why it was kept apart, what the record said then, and what a person chose."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", "arrived"
        STARTED = "started", "started"
        FINISHED = "finished", "finished"
        NOTE = "note", "a note"
        BACK_UP = "back_up", "back-up asked for"

    class Why(models.TextChoices):
        DIFFERS = "differs", "the record says otherwise"
        CLOSED = "closed", "the case was closed meanwhile"
        NO_ACCESS = "no_access", "its writer may not write there now"

    class Chosen(models.TextChoices):
        PHONE = "phone", "the phone’s was recorded"
        RECORD = "record", "the record stays as it is"

    key = models.UUIDField(unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="phone_entries")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    reference = models.CharField(max_length=20, blank=True)  # as it stood on the phone
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    why = models.CharField(max_length=10, choices=Why)
    fact = models.CharField(max_length=30, blank=True)  # the row that differs, such as carrying-out-12
    record_says = models.CharField(max_length=120, blank=True)
    chosen = models.CharField(max_length=8, choices=Chosen, blank=True)
    chosen_words = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, chosen="") | (Q(ended_at__isnull=False) & ~Q(chosen="")),
                name="phone_entry_ends_with_a_choice",
            )
        ]
        indexes = [
            models.Index(fields=["service"], name="phone_entries_open", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["case"], name="phone_entries_of_case"),
        ]
