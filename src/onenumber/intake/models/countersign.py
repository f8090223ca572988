"""What a trainee took is read and signed by somebody who may take contacts alone (record.md, pages and roles)."""

from django.db import models

from onenumber.intake.models.contact import Contact
from onenumber.records.models import Fact


class Countersign(Fact):
    """Somebody read a trainee's contact and stands by it."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="countersign")
