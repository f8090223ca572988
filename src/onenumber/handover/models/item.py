"""An item of a handover: a case, a follow-up, a request for back-up, a contact still waiting, or one's own words."""

from django.db import models

from onenumber.allocation.models import BackUp
from onenumber.cases.models import Case, FollowUp
from onenumber.handover.models.handover import Handover
from onenumber.intake.models import Contact
from onenumber.organisations.models import Organisation
from onenumber.records.models import Fact


class HandoverItem(Fact):
    """One thing that somebody owns tonight. A case carries its waits, asks and unanswered offers with it.

    `source` names what it was made from ("case 12"), so that nothing stands on one list twice; `reference` is what
    colleagues call it by.
    """

    class Kind(models.TextChoices):
        CASE = "case", "case"
        FOLLOW_UP = "follow_up", "follow-up"
        BACK_UP = "back_up", "back-up"
        CONTACT = "contact", "contact waiting"
        OWN = "own", "added by hand"

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=20, blank=True)
    council = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)  # None: of every council
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="handover_items")
    follow_up = models.ForeignKey(FollowUp, null=True, on_delete=models.PROTECT)
    back_up = models.ForeignKey(BackUp, null=True, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "source"], name="once_on_a_list"),
            models.UniqueConstraint(fields=["handover", "number"], name="item_number_once"),
        ]
