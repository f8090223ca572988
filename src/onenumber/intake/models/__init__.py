"""Contacts of every kind, the draft while the caller speaks, and the answers about who it is."""

from onenumber.intake.models.answer import SamePersonAnswer
from onenumber.intake.models.contact import Contact
from onenumber.intake.models.correction import ContactCorrection
from onenumber.intake.models.countersign import Countersign
from onenumber.intake.models.draft import Draft
from onenumber.intake.models.facts import ContactFacts
from onenumber.intake.models.police import PoliceLine
from onenumber.intake.models.step import ContactStep

__all__ = [
    "Contact",
    "ContactCorrection",
    "ContactFacts",
    "ContactStep",
    "Countersign",
    "Draft",
    "PoliceLine",
    "SamePersonAnswer",
]
