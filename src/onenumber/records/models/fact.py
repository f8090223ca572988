"""A fact has two times: when it happened and when it was written down. It is added, never changed.

Who recorded it is kept as words and an id, without a foreign key, so that history never blocks anyone's account.
"""

from django.db import models


class Fact(models.Model):
    """Something that happened, with who wrote it down and when (both times in UTC)."""

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=120)

    class Meta:
        abstract = True


class CorrectableFact(Fact):
    """A fact that a later row may correct: the later row points at it and says why. Both stay."""

    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=400, blank=True)
    struck_out = models.BooleanField(default=False)  # the correction says: this did not happen

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True, struck_out=False) | ~models.Q(correction_reason=""),
                name="%(app_label)s_%(class)s_reason",
            )
        ]
