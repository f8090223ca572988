"""An ask: a doctor, the police, transport, a bed … asked for one case; every one is kept, also the fifteenth no.

A confirmed doctor holds one of the case's places, and a slot of time that overlaps no other of theirs: both are
kept by the database (the slot by migration 0005_slots). A changed time is a new row that follows the old one.
"""

from django.db import models
from django.db.models import F, Q

from onenumber.cases.models import Case
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class Ask(Fact):
    """One party asked to come to, or provide something for, one case. `happened_at` is when they were asked."""

    class What(models.TextChoices):
        DOCTOR = "doctor", "doctor"
        BED = "bed", "bed"
        TRANSPORT = "transport", "ambulance or transport"
        POLICE = "police", "police"
        INTERPRETER = "interpreter", "interpreter"
        PLACE_OF_SAFETY = "place-of-safety", "place of safety"
        ADVOCATE = "advocate", "advocate"
        LOCKSMITH = "locksmith", "locksmith"
        COURT = "court", "court"

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "yes"
        DECLINED = "declined", "no"
        FILLED = "filled", "no longer needed: others were first"
        WITHDRAWN = "withdrawn", "no longer asked"

    class How(models.TextChoices):
        LINK = "link", "by link"
        TEXT = "text", "by text"
        PHONE = "phone", "told to the hub"

    class End(models.TextChoices):
        LEFT = "left", "left"
        CANCELLED = "cancelled", "cancelled"
        CHANGED = "changed", "time changed"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="asks")
    happened_quality = models.CharField(max_length=10, default="exact")
    what = models.CharField(max_length=16, choices=What)
    sending = models.UUIDField()  # all asked together
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    practitioner = models.ForeignKey(Practitioner, null=True, on_delete=models.PROTECT, related_name="asks")
    whom = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    section_12 = models.BooleanField(null=True)
    wanted = models.PositiveSmallIntegerField(default=1)  # how many doctors the case needs in all
    wanted_from = models.DateTimeField(null=True)
    wanted_to = models.DateTimeField(null=True)  # a doctor's link works until then
    answer_by = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)  # read here only, never sent

    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_how = models.CharField(max_length=6, choices=How, blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    their_reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=24, blank=True)  # BED or CONVEYANCE
    expected_from = models.DateTimeField(null=True)
    expected_to = models.DateTimeField(null=True)
    place = models.PositiveSmallIntegerField(null=True)  # which of the doctors of the case
    knew_person = models.BooleanField(null=True)
    why_not_acquainted = models.CharField(max_length=300, blank=True)
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, choices=End, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "place"],
                condition=Q(place__isnull=False) & Q(ended_how__in=["", "left"]),
                name="one_doctor_in_a_place",
            ),
            models.UniqueConstraint(
                fields=["case", "practitioner"],
                condition=Q(answer="", practitioner__isnull=False),
                name="doctor_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="ask_answer_and_its_time_together",
            ),
            models.CheckConstraint(
                condition=Q(answer="confirmed") | Q(arrived_at__isnull=True, ended_at__isnull=True),
                name="only_confirmed_arrive_and_end",
            ),
            models.CheckConstraint(
                condition=~Q(what="doctor")
                | ~Q(answer="confirmed")
                | Q(expected_to__gt=F("expected_from"), place__isnull=False),
                name="confirmed_doctor_has_place_and_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "expected_to"], name="slots_by_doctor"),
            models.Index(fields=["answer_by"], name="asks_unanswered", condition=Q(answer="")),
            models.Index(
                fields=["expected_from"],
                name="asks_expected",
                condition=Q(answer="confirmed", arrived_at__isnull=True, ended_at__isnull=True),
            ),
        ]

    @property
    def is_doctor(self) -> bool:
        """Whether a doctor was asked."""
        return self.what == self.What.DOCTOR

    @property
    def stands(self) -> bool:
        """Whether the yes still counts: neither cancelled nor replaced by another time."""
        return self.answer == self.Answer.CONFIRMED and self.ended_how in {"", self.End.LEFT}
