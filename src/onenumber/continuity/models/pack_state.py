"""How the pack of a service stands: one overwritten row, as the worker's sign of life is."""

from django.db import models

from onenumber.organisations.models import Service


class PackState(models.Model):
    """When a pack was last tried and last written, and what got in the way; empty trouble is none."""

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.CASCADE)
    tried_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
