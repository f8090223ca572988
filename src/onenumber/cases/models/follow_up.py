"""What is still to be done for somebody once the decision is made: what, for whom, by whom, until when, and what came
of it. Families and carers ask for it most often (peers: promised calls that never came), so their rights, advice and
promised call-backs are kinds of their own.
"""

from django.db import models
from django.db.models import Q

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class FollowUp(CaseFact, Fact):
    """One thing to do, with its first owner; `happened_at` is when it was agreed. Open until it is ended once."""

    class Kind(models.TextChoices):
        CALL_BACK = "call_back", "a promised call-back"
        FAMILY_RIGHTS = "family_rights", "rights and advice for the family or a carer"
        PERSON_RIGHTS = "person_rights", "rights and advice for the person"
        SEE_AGAIN = "see_again", "see or ring the person again"
        IN_WRITING = "in_writing", "something to send in writing"
        ANOTHER_SERVICE = "another_service", "something to ask of another service"
        OTHER = "other", "something else"

    class Ended(models.TextChoices):
        DONE = "done", "done"
        NOT_NEEDED = "not_needed", "no longer needed"

    kind = models.CharField(max_length=16, choices=Kind)
    what = models.CharField(max_length=300)
    for_whom = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="follow_ups")
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    ended_how = models.CharField(max_length=12, choices=Ended, blank=True)
    came_of_it = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="", came_of_it="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="") & ~Q(came_of_it="")),
                name="follow_up_end_says_what_came_of_it",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="open_follow_ups", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["case"], name="open_follow_ups_of", condition=Q(ended_at__isnull=True)),
        ]


class FollowUpHanding(CaseFact, Fact):
    """The follow-up has another owner from now on; the newest row counts, the first owner stays on the follow-up."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="handings")
    to = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
