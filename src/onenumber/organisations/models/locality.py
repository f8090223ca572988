"""Where people live and are seen: localities of a service, its teams, and the places callers name."""

from django.db import models

from onenumber.organisations.models.organisation import Organisation
from onenumber.organisations.models.service import Service


class Locality(models.Model):
    """One of the areas the service is organised in, inside one council."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="localities")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="locality_code_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A hospital, suite, ward or home that callers name; it proposes its locality and its kind (CL-PLACE)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="places")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="place_name_once")]


class Team(models.Model):
    """The hub, a locality team or the out-of-hours team."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="teams")
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="team_code_once")]
