"""Holds, reviews, destructions with their tombstones, and requests of people to see what is held about them."""

from onenumber.governance.models.destruction import Destruction
from onenumber.governance.models.hold import LegalHold
from onenumber.governance.models.review import Review
from onenumber.governance.models.subject_request import Shown, SubjectRequest

__all__ = ["Destruction", "LegalHold", "Review", "Shown", "SubjectRequest"]
