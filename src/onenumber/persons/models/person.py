"""The person served. Unknown stays empty; an age given instead of a birth date keeps the day it was given."""

from django.db import models
from django.db.models import Q

from onenumber.organisations.models import Organisation, Service


class Person(models.Model):
    """One person in one service's records. What is corrected here is kept in PersonCorrection."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True)  # letters only, for finding the same person
    name_sound = models.CharField(max_length=12, blank=True)  # how it sounds, for finding somebody alike
    birth_date = models.DateField(null=True)
    age_estimate = models.PositiveSmallIntegerField(null=True)
    age_estimated_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    language_or_help = models.CharField(max_length=200, blank=True)
    interpreter_needed = models.BooleanField(null=True)
    gender_identity = models.CharField(max_length=2, blank=True)
    ethnic_category = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=3, blank=True)  # preferred, ISO 639
    ld_autism = models.CharField(max_length=10, blank=True)  # learning disability or autism
    restricted = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(age_estimate__isnull=True, age_estimated_on__isnull=True)
                | Q(age_estimate__isnull=False, age_estimated_on__isnull=False),
                name="age_and_its_day_together",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="") | Q(nhs_number__regex=r"^[0-9]{10}$"), name="nhs_number_ten_digits"
            ),
        ]
        indexes = [
            models.Index(fields=["nhs_number"], name="persons_by_number", condition=~Q(nhs_number="")),
            models.Index(fields=["birth_date", "name_key"], name="persons_by_birth_date"),
            models.Index(
                fields=["name_sound", "service"], name="persons_by_sound", condition=~Q(name_sound="")
            ),
        ]
