"""Is this the same person? The taker's answer to one suggestion; no answer leaves the question open."""

from django.db import models

from onenumber.intake.models.contact import Contact
from onenumber.persons.models import Person
from onenumber.records.models import CorrectableFact


class SamePersonAnswer(CorrectableFact):
    """Somebody looked at a suggestion and answered it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="same_person_answers")
    suggested = models.ForeignKey(Person, on_delete=models.PROTECT)
    same = models.BooleanField()
