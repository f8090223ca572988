"""An AMHP service: a hub with localities, or a hosted out-of-hours team. Records belong to exactly one."""

from django.db import models

from onenumber.organisations.models.organisation import Organisation


class Service(models.Model):
    """One service with its reference prefix, its one number and its settings, each approved by someone."""

    class Mode(models.TextChoices):
        DAY = "DAY", "daytime"
        EDT = "EDT", "out of hours"
        COMBINED = "COMBINED", "day and out of hours"

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    prefix = models.CharField(max_length=4, unique=True)
    mode = models.CharField(max_length=8, choices=Mode)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    one_number = models.CharField(max_length=20)
    synthetic = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    settings_loaded_at = models.DateTimeField(null=True)
    councils = models.ManyToManyField(Organisation, through="ServiceCouncil", related_name="served_by")

    def __str__(self) -> str:
        return self.name


class ServiceCouncil(models.Model):
    """A council the service acts for."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "council"], name="council_once_in_service")]
