"""The page as it is typed: one overwritten row, so that a time-out or a crash loses nothing."""

from django.db import models

from onenumber.access.models import User
from onenumber.organisations.models import Service


class Draft(models.Model):
    """What one user has typed so far under a reference, and where the cursor stood. Not a contact."""

    reference = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    answered_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    fields = models.JSONField(default=dict)
    cursor = models.CharField(max_length=60, blank=True)
    key = models.UUIDField()  # the idempotency key of the form
    finished_at = models.DateTimeField(null=True)  # saved as a contact, or put aside

    class Meta:
        indexes = [models.Index(fields=["user", "finished_at"])]
