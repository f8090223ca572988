"""A reason given to open a record without a working relationship (break-glass); every one is reviewed."""

from django.db import models

from onenumber.access.models.user import User
from onenumber.records.models import Fact


class ReasonGiven(Fact):
    """Why this user opened this person's record, and until when it stays open to them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    person_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    open_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "person_id", "open_until"])]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="reason_not_empty")]
