"""Who works with whom: the rows that policies (and PostgreSQL's row security) read, and nothing else."""

from django.db import models
from django.db.models import Q

from onenumber.access.models import User
from onenumber.organisations.models import Service
from onenumber.persons.models.person import Person


class WorkingRelationship(models.Model):
    """A user works with a person (or, on duty, with the whole service: person empty) from one moment to another."""

    class Why(models.TextChoices):
        HOLDS = "holds", "holds or held the case"
        TOOK = "took", "took the contact"
        ON_DUTY = "on_duty", "on duty in the service"
        SUPERVISES = "supervises", "supervises the holder"
        HANDED = "handed", "was handed it"
        RECEIVED = "received", "was handed it from another service, for one duty"
        OFFERED = "offered", "was offered it: the offer's own page, until answered"

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    why = models.CharField(max_length=12, choices=Why)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    caused_by = models.CharField(max_length=60)  # such as "offer 12": which row began it

    class Meta:
        indexes = [
            models.Index(fields=["user", "person"]),
            models.Index(
                fields=["user", "service", "ends_at"], name="on_duty_now", condition=Q(person__isnull=True)
            ),
            models.Index(fields=["caused_by"]),
        ]
