"""What is known differently now about a case: where the person is, the locality, the kind of
consideration.
"""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import Fact


class CaseChange(CaseFact, Fact):
    """A later value of one field of the case; the newest counts, the first stays on the case."""

    class Field(models.TextChoices):
        PLACE = "place", "where the person is"
        LOCALITY = "locality", "locality"
        CONTACT_TYPE = "contact_type", "kind of consideration"
        DANGER = "danger", "danger now"

    field = models.CharField(max_length=12, choices=Field)
    value = models.CharField(max_length=300)
    reason = models.CharField(max_length=300, blank=True)
