"""Who opened whose record: one row for each person, viewer and hour."""

from django.db import models


class Opening(models.Model):
    """A record was opened. `how` says on what ground: a working relationship, or a reason given."""

    at = models.DateTimeField()
    hour = models.DateTimeField()
    user_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    how = models.CharField(max_length=40)
    reason_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "person_id", "hour"], name="one_opening_an_hour")
        ]
        indexes = [models.Index(fields=["person_id", "at"], name="openings_of_a_person")]
