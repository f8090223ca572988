"""One line of the audit: ids and verbs, never names or free text; its hash covers the entry before it."""

from django.db import models


class Entry(models.Model):
    """Who did what to which record, when, in which role, and under which request."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    role = models.CharField(max_length=40, blank=True)
    service_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    refused = models.BooleanField(default=False)
    subject = models.CharField(max_length=80)
    fields = models.CharField(max_length=400, blank=True)  # names of what changed, never values
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="audit_subject"),
            models.Index(fields=["actor_id", "at"]),
        ]


class ChainHead(models.Model):
    """The last position and hash; one row, locked last in every writing transaction."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
