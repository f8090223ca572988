"""The sign of life of the worker: one overwritten row, so that a dead worker shows on the board."""

from django.db import models


class WorkerBeat(models.Model):
    """When the worker last finished a round."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()
