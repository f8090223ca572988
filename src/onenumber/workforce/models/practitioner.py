"""One human who serves, with contact details, locality, skills and languages."""

from django.db import models

from onenumber.access.models import User
from onenumber.organisations.models import Locality, Service


class Practitioner(models.Model):
    """Somebody who can be asked: with or without a sign-in."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="practitioners")
    user = models.OneToOneField(User, null=True, on_delete=models.PROTECT, related_name="practitioner")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    employer = models.CharField(max_length=120, blank=True)
    skills = models.CharField(max_length=300, blank=True)  # codes of service.toml, spaces between
    languages = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
