"""Reading about persons served: one person, who may be the same, and what names and numbers mean."""

from onenumber.persons.queries.names import is_unknown, name_key, name_sound
from onenumber.persons.queries.nhs_numbers import NhsNumberRefused, read_nhs_number
from onenumber.persons.queries.person import (
    AboutPerson,
    about,
    age_of,
    birth_of,
    born_words,
    initials,
    person,
    person_line,
)
from onenumber.persons.queries.standing import has_received, is_on_duty_in, standing_of
from onenumber.persons.queries.suggestions import Suggestion, may_exist_elsewhere, suggestions

__all__ = [
    "AboutPerson",
    "NhsNumberRefused",
    "Suggestion",
    "about",
    "age_of",
    "birth_of",
    "born_words",
    "has_received",
    "initials",
    "is_on_duty_in",
    "is_unknown",
    "may_exist_elsewhere",
    "name_key",
    "name_sound",
    "person",
    "person_line",
    "read_nhs_number",
    "standing_of",
    "suggestions",
]
