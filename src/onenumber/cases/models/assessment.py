"""What the work waits on, each attempt to see the person, and the doctors' recommendations."""

from django.db import models
from django.db.models import F, Q

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact


class Wait(CaseFact, CorrectableFact):
    """A wait names the one it waits on. Forced and chosen are never added together."""

    stage = models.CharField(max_length=10)  # allocate, doctor, start, bed, convey, admit
    reason = models.CharField(max_length=30)  # CL-DEL
    agency = models.CharField(max_length=120)
    chosen = models.BooleanField()  # the AMHP's judgement; otherwise forced by someone else
    note = models.CharField(max_length=300, blank=True)
    escalated_to = models.CharField(max_length=200, blank=True)
    harm = models.CharField(max_length=10, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta(CorrectableFact.Meta):
        constraints = [
            *CorrectableFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("happened_at")),
                name="wait_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["case"], name="open_waits", condition=Q(ended_at__isnull=True))]


class Attempt(CaseFact, CorrectableFact):
    """An attempt to see and interview the person. `happened_at` is when it started."""

    class Result(models.TextChoices):
        DONE = "DONE", "done"
        NO_ACCESS = "NO_ACCESS", "no access"
        PERSON_ABSENT = "PERSON_ABSENT", "person absent"
        UNWELL = "TOO_UNWELL_INTOXICATED", "too unwell or intoxicated"
        STOOD_DOWN = "STOOD_DOWN", "stood down"

    result = models.CharField(max_length=24, choices=Result, blank=True)  # empty while it goes on
    place = models.CharField(max_length=300, blank=True)
    place_kind = models.CharField(max_length=20, blank=True)
    present = models.CharField(max_length=300, blank=True)
    interpreter_used = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)


class Recommendation(CaseFact, CorrectableFact):
    """A doctor's recommendation, kept as received; whether it appears to meet the rules never blocks
    recording.
    """

    doctor_id = models.BigIntegerField(null=True)
    doctor_name = models.CharField(max_length=120)
    form = models.CharField(max_length=8, blank=True)
    recommends = models.BooleanField(default=True)
    section_12 = models.BooleanField(null=True)
    knew_person = models.BooleanField(null=True)
    examined_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
