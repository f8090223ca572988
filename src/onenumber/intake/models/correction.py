"""What a contact said before it was corrected, and why. The contact itself is never rewritten."""

from django.db import models

from onenumber.intake.models.contact import Contact
from onenumber.records.models import Fact


class ContactCorrection(Fact):
    """A later value of one field of a contact; the newest counts, the first stays on the contact."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=40)
    was = models.CharField(max_length=400, blank=True)
    now_is = models.TextField(blank=True)
    reason = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="contact_correction_says_why")
        ]
