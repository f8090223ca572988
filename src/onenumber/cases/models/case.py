"""A case: one consideration under s13(1) or s13(4), opened from a contact and owned by one service."""

from django.db import models

from onenumber.intake.models import Contact
from onenumber.organisations.models import Locality, Organisation, Service
from onenumber.persons.models import Person
from onenumber.records.models import Fact


class Case(Fact):
    """The consideration. `happened_at` is when it was asked for. Its standing is computed, never typed."""

    reference = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="case")
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    contact_type = models.CharField(max_length=16)  # CL-TYPE
    place = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "happened_at"]), models.Index(fields=["person"])]


class CaseFact(models.Model):
    """Mixin naming the case a fact belongs to, and how well its time is known (exact, estimated, unknown)."""

    happened_quality = models.CharField(max_length=10, default="exact")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)s_facts")

    class Meta:
        abstract = True
