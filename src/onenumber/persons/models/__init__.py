"""Persons served, their relatives and needs, and the working relationships that open their records."""

from onenumber.persons.models.alert import StaffSafetyAlert
from onenumber.persons.models.correction import PersonCorrection
from onenumber.persons.models.person import Person
from onenumber.persons.models.relationship import WorkingRelationship
from onenumber.persons.models.relative import Relative
from onenumber.persons.models.restriction import Restriction
from onenumber.persons.models.same import SamePerson

__all__ = [
    "Person",
    "PersonCorrection",
    "Relative",
    "Restriction",
    "SamePerson",
    "StaffSafetyAlert",
    "WorkingRelationship",
]
