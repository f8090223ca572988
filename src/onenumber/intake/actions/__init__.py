"""What can be done on the line. Drafts are kept outside the audit until they are saved (architecture.md,
Actions).
"""

from onenumber.intake.actions.answer_same_person import answer_same_person
from onenumber.intake.actions.correct_contact import CORRECTABLE, CannotCorrect, correct_contact
from onenumber.intake.actions.countersign import countersign
from onenumber.intake.actions.drafts import keep_draft, put_draft_aside, start_draft
from onenumber.intake.actions.record_contact import record_contact
from onenumber.intake.actions.record_police_entry import record_police_entry
from onenumber.intake.actions.record_step import record_step

__all__ = [
    "CORRECTABLE",
    "CannotCorrect",
    "answer_same_person",
    "correct_contact",
    "countersign",
    "keep_draft",
    "put_draft_aside",
    "record_contact",
    "record_police_entry",
    "record_step",
    "start_draft",
]
