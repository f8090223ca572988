"""What has been agreed with somebody outside: with a neighbour, the trust, a host, or one place of a locality.

Source: Devon AMHP service, principle 3 (locality-specific arrangements, such as two residential schools) and
principle 7 (clear service-level agreements with neighbouring authorities); Bedfordshire and Luton framework 1.3 and
1.4 (a hosted EDT under service-level agreements, a section 75 agreement with the trust).
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q

from onenumber.organisations.models.locality import Locality
from onenumber.organisations.models.organisation import Organisation
from onenumber.organisations.models.service import Service
from onenumber.records.models import Fact


class Agreement(Fact):
    """One agreement as it was signed; `happened_at` is when it was written here. A new text is a new row.

    A local arrangement says whom to ring about somebody at a place: `called` is what callers call it and `postcodes`
    where it lies, each apart by commas; with neither it holds for the whole locality.
    """

    class Kind(models.TextChoices):
        SLA = "sla", "service-level agreement with a neighbour"
        MUTUAL_AID = "mutual_aid", "mutual aid"
        SECTION_75 = "section_75", "section 75 agreement"
        HOSTING = "hosting", "hosting agreement"
        LOCAL = "local", "local arrangement"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="agreements")
    council = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)  # None: all of the service
    kind = models.CharField(max_length=12, choices=Kind)
    with_whom = models.CharField(max_length=120)
    covers = models.TextField()
    begins_on = models.DateField()
    until = models.DateField(null=True)  # its last day; None: until it is ended
    review_on = models.DateField()
    signed_by = models.CharField(max_length=200)  # for a local arrangement: who approved it
    document = models.CharField(max_length=200, blank=True)
    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT)
    called = models.CharField(max_length=300, blank=True)
    postcodes = models.CharField(max_length=200, blank=True)
    ring = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=400, blank=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("begins_on")), name="agreement_has_a_length"
            ),
            models.CheckConstraint(
                condition=(Q(kind="local") & Q(locality__isnull=False) & ~Q(ring=""))
                | (
                    ~Q(kind="local")
                    & Q(locality__isnull=True, called="", postcodes="", ring="", telephone="")
                ),
                name="local_arrangement_says_where_and_whom_to_ring",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="agreement_ends_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["service", "kind"])]


@dataclass(frozen=True, kw_only=True)
class AgreementText:
    """What an agreement says. The last five belong to a local arrangement, which needs `locality` and `ring`."""

    kind: str
    with_whom: str
    covers: str
    begins_on: date
    review_on: date
    signed_by: str
    until: date | None = None
    council: Organisation | None = None
    document: str = ""
    locality: Locality | None = None
    called: str = ""
    postcodes: str = ""
    ring: str = ""
    telephone: str = ""
