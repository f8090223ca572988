"""Somebody asks to see what is held about them; and for each piece of free text what of it is shown, and why."""

from django.db import models
from django.db.models import Q

from onenumber.persons.models import Person
from onenumber.records.models import Fact


class SubjectRequest(Fact):
    """A request of a person, or of somebody who may ask for them. `happened_at` is when it was received."""

    class Asked(models.TextChoices):
        PERSON = "person", "the person"
        FOR_THEM = "for_them", "somebody who may act for them"

    class Ended(models.TextChoices):
        SENT = "sent", "sent"
        WITHDRAWN = "withdrawn", "withdrawn"
        REFUSED = "refused", "refused"

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="subject_requests")
    record_reference = models.CharField(max_length=20)  # the case or contact it was begun from
    asked_by = models.CharField(max_length=10, choices=Asked)
    identity = models.CharField(max_length=300)  # how it was made sure who asks
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_how = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_request_a_person"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="request_ends_with_how",
            ),
        ]


class Shown(Fact):
    """What is shown of one item: all of it, another wording with parts left out, or nothing; the newest counts."""

    class Choice(models.TextChoices):
        ALL = "all", "show it"
        PART = "part", "show it with parts left out"
        NOTHING = "nothing", "leave it out"

    class Ground(models.TextChoices):
        OWN = "own", "it is about the person, or their own words"
        AGREED = "agreed", "the other person agrees"
        ROLE = "role", "said or written by a professional in their role"
        THIRD_PARTY = "third_party", "it is about or from somebody else, who has not agreed"
        HARM = "harm", "it would be likely to cause serious harm"
        OTHER = "other", "another reason, in words"

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="shown")
    item = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # of the text that was looked at
    choice = models.CharField(max_length=8, choices=Choice)
    ground = models.CharField(max_length=12, choices=Ground)
    words = models.TextField(blank=True)  # what is shown instead
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["request", "item"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice="part") | Q(words=""), name="other_words_only_for_a_part"
            ),
            models.CheckConstraint(
                condition=~Q(ground="other") | ~Q(note=""), name="another_ground_in_words"
            ),
        ]
