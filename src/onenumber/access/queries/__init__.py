"""Who the viewer is, who the users are, and which reasons to open a record still hold."""

from onenumber.access.queries.needed import ReasonNeeded
from onenumber.access.queries.openings import ReviewedOpening, openings_left, openings_of_person
from onenumber.access.queries.reasons import open_reason
from onenumber.access.queries.users import leads_of, names_of
from onenumber.access.queries.viewer import NOBODY, viewer_for

__all__ = [
    "NOBODY",
    "ReasonNeeded",
    "ReviewedOpening",
    "leads_of",
    "names_of",
    "open_reason",
    "openings_left",
    "openings_of_person",
    "viewer_for",
]
