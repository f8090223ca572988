"""The proposal to destroy a record, the second person's answer, and the tombstone that stays.

It points at no person: it outlives them. It holds references, classes, days, numbers and who; never a name of the
person or a word of the record. `happened_at` is when it was proposed.
"""

from django.db import models
from django.db.models import F, Q

from onenumber.organisations.models import Organisation, Service
from onenumber.records.models import Fact


class Destruction(Fact):
    """One record proposed by one person; destroyed only when another one approves what was listed."""

    class Answer(models.TextChoices):
        APPROVED = "approved", "approved: the record was destroyed"
        REFUSED = "refused", "refused: the record stays"
        WITHDRAWN = "withdrawn", "withdrawn by whoever proposed it"

    reference = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    person_id = models.BigIntegerField()
    references = models.JSONField(default=list)  # contacts and cases it is about
    retention_class = models.CharField(max_length=20)
    source = models.CharField(max_length=300)  # of the period, as the schedule said it that day
    last_contact_on = models.DateField()
    due_on = models.DateField()
    listed = models.JSONField(default=dict)  # kind of record: how many
    digest = models.CharField(max_length=64)  # of every row listed, so that what is approved is what was seen
    reason = models.CharField(max_length=400)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answer_reason = models.CharField(max_length=400, blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id"], condition=Q(answer=""), name="proposed_once"),
            models.CheckConstraint(
                condition=~Q(answer="approved") | ~Q(by_id=F("answered_by_id")), name="approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, destroyed_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="destruction_answered_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(answer="approved"), name="destroyed_when_approved"
            ),
        ]
        indexes = [models.Index(fields=["service", "happened_at"])]
