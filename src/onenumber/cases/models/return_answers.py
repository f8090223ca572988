"""What the return asks about one consideration and no other fact of the case says, as somebody answered it.

One row for each time the page was sent: what was left as it was stays empty, and the newest answer to a question
counts. Facts about the person whatever the case (ethnic category, language …) are kept with the person.
"""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import Fact


class ReturnAnswers(CaseFact, Fact):
    """Answers by the names of the dataset's fields; several codes with spaces between."""

    accommodation = models.CharField(max_length=30, blank=True)
    residence_gss = models.CharField(max_length=9, blank=True)
    cross_border_reason = models.CharField(max_length=20, blank=True)
    known_to_mh = models.CharField(max_length=12, blank=True)
    dependants = models.CharField(max_length=60, blank=True)
    alternatives_tried = models.CharField(max_length=200, blank=True)
    referrer_ods = models.CharField(max_length=6, blank=True)
    amhp_capacity_source = models.CharField(max_length=12, blank=True)
    sla_code = models.CharField(max_length=60, blank=True)
    interpreter_used = models.CharField(max_length=1, blank=True)  # Y or N
    no_doctor = models.CharField(max_length=1, blank=True)  # Y: no doctor examined
    reason = models.CharField(max_length=400, blank=True)  # why an earlier answer is corrected

    ANSWERS = (
        "accommodation",
        "residence_gss",
        "cross_border_reason",
        "known_to_mh",
        "dependants",
        "alternatives_tried",
        "referrer_ods",
        "amhp_capacity_source",
        "sla_code",
        "interpreter_used",
        "no_doctor",
    )
