"""Dated steps of the work: arriving, bed, conveyance, admission, report; one step a row."""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact


class CarryingOut(CaseFact, CorrectableFact):
    """One step and when it happened."""

    class Step(models.TextChoices):
        ARRIVED = "arrived", "AMHP there"
        BED_REQUESTED = "bed_requested", "bed asked for"
        BED_FOUND = "bed_found", "bed found"
        CONVEYANCE_ASKED = "conveyance_asked", "conveyance asked for"
        CONVEYANCE_ARRIVED = "conveyance_arrived", "conveyance arrived"
        ADMITTED = "admitted", "admitted"
        REPORT_FINISHED = "report_finished", "report finished"

    step = models.CharField(max_length=20, choices=Step)
    code = models.CharField(max_length=24, blank=True)  # kind of bed or of conveyance
    place = models.CharField(max_length=200, blank=True)
    ods = models.CharField(max_length=6, blank=True)
