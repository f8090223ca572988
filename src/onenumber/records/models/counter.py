"""The last number issued of a series, so that a reference is never issued twice (hazard H14)."""

from django.db import models


class Counter(models.Model):
    """One series of references, such as contacts of 2026; `last` is the highest number issued."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)
