"""A contact: what was asked, by whom, about whom. Recorded once; later knowledge is added beside it."""

from django.db import models

from onenumber.organisations.models import Locality, Organisation, Service
from onenumber.persons.models import Person
from onenumber.records.models import Fact


class Contact(Fact):
    """One use of the line. `happened_at` is when it was received."""

    class Kind(models.TextChoices):
        REFERRAL = "referral", "referral to consider (s13)"
        NEAREST_RELATIVE = "nearest_relative", "request by a nearest relative (s13(4))"
        ADVICE = "advice", "advice"
        POLICE = "police", "police considering s136"
        BACK_UP = "back_up", "back-up"
        NOTICE = "notice", "notice"
        EDT_ADULT = "edt_adult", "EDT social care, adult"
        EDT_CHILD = "edt_child", "EDT social care, child"
        CONCERN = "concern", "concern or compliment"
        OTHER = "other", "other"

    class Channel(models.TextChoices):
        PHONE = "phone", "telephone"
        WEB = "web", "web form"
        EMAIL = "email", "e-mail"
        IN_PERSON = "in_person", "in person"
        OTHER_RECORD = "other_record", "other record"

    reference = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)  # on behalf of
    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.PHONE)
    duty_kind = models.CharField(max_length=4, default="day")  # day or edt: which duty took it
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="contacts")
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    caller_name = models.CharField(max_length=200, blank=True)
    caller_role = models.CharField(max_length=200, blank=True)
    caller_number = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=300, blank=True)
    place_kind = models.CharField(max_length=20, blank=True)  # CL-PLACE, proposed and changeable
    source = models.CharField(max_length=30, blank=True)  # CL-SRC, proposed and changeable
    event = models.CharField(max_length=30, blank=True)  # amhp.law EventKind, "nothing" or "not_known"
    event_at = models.DateTimeField(null=True)
    event_told_by = models.CharField(max_length=200, blank=True)
    danger = models.CharField(max_length=10, blank=True)  # yes, no, not_known
    asked_for = models.CharField(max_length=12, blank=True)  # consider, advice, not_sure
    back_up_why = models.CharField(max_length=10, blank=True)  # tied_up, alone, unsafe, late, gap
    back_up_soon = models.CharField(max_length=10, blank=True)  # now, hour, later
    words = models.TextField(blank=True)
    contact_type = models.CharField(max_length=16, blank=True)  # CL-TYPE; empty = no row in the return
    received_quality = models.CharField(max_length=10, default="exact")
    their_reference = models.CharField(max_length=60, blank=True)  # in the record it came from
    needs_countersign = models.BooleanField(default=False)  # taken by a trainee
    settled_at = models.DateTimeField(
        null=True
    )  # set with the first step, so that the board finds what waits

    class Meta:
        indexes = [
            models.Index(fields=["service", "happened_at"]),
            models.Index(fields=["person"]),
            models.Index(
                fields=["service"], name="contacts_waiting", condition=models.Q(settled_at__isnull=True)
            ),
        ]
