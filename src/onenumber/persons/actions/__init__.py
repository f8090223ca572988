"""What can be done to the record of a person served."""

from onenumber.persons.actions.alerts import end_alert, record_alert
from onenumber.persons.actions.correct_person import CannotCorrect, correct_person
from onenumber.persons.actions.note_hint import note_hint
from onenumber.persons.actions.record_person import record_person
from onenumber.persons.actions.record_relative import record_relative
from onenumber.persons.actions.relationships import begin_relationship, end_relationship
from onenumber.persons.actions.restriction import lift_restriction, restrict_record
from onenumber.persons.actions.same_person import join_persons, part_persons

__all__ = [
    "CannotCorrect",
    "begin_relationship",
    "correct_person",
    "end_alert",
    "end_relationship",
    "join_persons",
    "lift_restriction",
    "note_hint",
    "part_persons",
    "record_alert",
    "record_person",
    "record_relative",
    "restrict_record",
]
