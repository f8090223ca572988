"""Reading about the record itself: what is held, what falls due, who asked, what was destroyed."""

from onenumber.governance.queries.due import (
    DueLine,
    Standing,
    confirmed,
    due_records,
    first_due,
    standing_of_record,
)
from onenumber.governance.queries.finding import destruction_of, open_to, person_of, request_of
from onenumber.governance.queries.holdings import Row, Told, decided, holdings, items
from onenumber.governance.queries.may import LOOKS, may_govern, may_see_destruction, may_see_register
from onenumber.governance.queries.reach import LOOSE, Reach, pointing_at, reach_of
from onenumber.governance.queries.register import Register, register

__all__ = [
    "LOOKS",
    "LOOSE",
    "DueLine",
    "Reach",
    "Register",
    "Row",
    "Standing",
    "Told",
    "confirmed",
    "decided",
    "destruction_of",
    "due_records",
    "first_due",
    "holdings",
    "items",
    "may_govern",
    "may_see_destruction",
    "may_see_register",
    "open_to",
    "person_of",
    "pointing_at",
    "reach_of",
    "register",
    "request_of",
    "standing_of_record",
]
