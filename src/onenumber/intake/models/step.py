"""What became of a contact: one row for each step, the newest that is not struck out is its standing."""

from django.db import models

from onenumber.intake.models.contact import Contact
from onenumber.records.models import Fact


class ContactStep(Fact):
    """A contact was opened as a case, joined to one, answered, passed on, withdrawn or voided."""

    class Kind(models.TextChoices):
        OPENED = "opened", "opened a case"
        JOINED = "joined", "joined an open case"
        ANSWERED = "answered", "answered"
        PASSED_ON = "passed_on", "passed on"
        WITHDRAWN = "withdrawn", "withdrawn"
        VOIDED = "voided", "voided"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    detail = models.CharField(max_length=400, blank=True)  # to whom, or why
    case_reference = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case_reference"], name="contacts_of_a_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["passed_on", "voided"]) | ~models.Q(detail=""),
                name="step_says_why",
            ),
            models.UniqueConstraint(
                fields=["contact"],
                condition=models.Q(kind__in=["opened", "joined"]),
                name="one_case_a_contact",
            ),
        ]
