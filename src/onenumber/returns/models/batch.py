"""A batch of past referrals: imported whole or not at all, and undone whole."""

from django.db import models

from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.records.models import Fact


class ImportBatch(Fact):
    """One imported file, known by the digest of its bytes."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "digest"],
                condition=models.Q(undone_at__isnull=True),
                name="file_imported_once",
            )
        ]


class ImportedRow(models.Model):
    """The row of the file a contact came from."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="imported")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="imported_from")
    row = models.PositiveIntegerField()
