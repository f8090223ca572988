"""An event stored in the transaction that caused it; the worker announces it to later rooms afterwards."""

from django.db import models


class Outgoing(models.Model):
    """One announced event. `done_at` is set once every reaction has run (at least once)."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    stored_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outgoing_waiting", condition=models.Q(done_at__isnull=True)
            )
        ]
