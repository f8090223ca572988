"""A text that came in: a fact. What was made of it is said once."""

from django.db import models

from onenumber.organisations.models import Service
from onenumber.records.models import Fact


class InboundText(Fact):
    """`happened_at` is when the gateway received it. Its words are somebody's own and go into no message."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    gateway_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=40)  # as 447700900123, or as the sender wrote it
    to_number = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    placed_at = models.DateTimeField(null=True)
    placed_as = models.CharField(max_length=200, blank=True)
    placed_about = models.CharField(max_length=30, blank=True)  # a reference
    placed_by_id = models.BigIntegerField(null=True)
    placed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["service", "recorded_at"],
                name="texts_not_placed",
                condition=models.Q(placed_at__isnull=True),
            )
        ]
