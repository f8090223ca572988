"""The nearest relative as it appears: informed, consulted, objecting, or why not practicable (s11(3),
s11(4)).
"""

from django.db import models

from onenumber.cases.models.case import CaseFact
from onenumber.persons.models import Relative
from onenumber.records.models import CorrectableFact


class RelativeStep(CaseFact, CorrectableFact):
    """One contact with a relative, or the reason why there was none."""

    relative = models.ForeignKey(Relative, null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=24)  # CL-NR
    how = models.CharField(max_length=120, blank=True)
    why_appears = models.CharField(max_length=400, blank=True)
    reason_not = models.CharField(max_length=400, blank=True)
