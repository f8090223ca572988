"""A role held in a service, for all its councils or one, over a period."""

from django.db import models

from onenumber.access.models.role import Role
from onenumber.access.models.user import User
from onenumber.organisations.models import Organisation, Service


class Grant(models.Model):
    """One role of one user; ended by setting when it ends, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    council = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    role = models.CharField(max_length=20)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[r.value for r in Role]), name="grant_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("begins_at")),
                name="grant_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["user", "begins_at"])]
