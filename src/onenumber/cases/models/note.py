"""A note: something that happened, in somebody's words."""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.records.models import CorrectableFact


class Note(CaseFact, CorrectableFact):
    """Free text on the timeline."""

    text = models.TextField()
