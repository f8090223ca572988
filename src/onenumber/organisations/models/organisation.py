"""A council, a trust or a partner: several kinds work together in one AMHP service."""

from django.db import models


class Organisation(models.Model):
    """An organisation with the codes it is known by in national returns."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "council"
        TRUST = "trust", "NHS trust"
        POLICE = "police", "police force"
        AMBULANCE = "ambulance", "ambulance service"
        PARTNER = "partner", "partner"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    code_gss = models.CharField(max_length=9, blank=True)  # councils (ONS)
    code_ods = models.CharField(max_length=6, blank=True)  # NHS bodies
    telephone = models.CharField(max_length=20, blank=True)  # the number the hub rings, printed in the pack

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["council", "trust", "police", "ambulance", "partner"]),
                name="organisation_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name
