"""Users, the roles they hold, and reasons they gave for opening a record."""

from onenumber.access.models.grant import Grant
from onenumber.access.models.opened import OpenedRecord, Sign
from onenumber.access.models.reason import ReasonGiven
from onenumber.access.models.request import ViewerRequest
from onenumber.access.models.review import OpeningReview
from onenumber.access.models.role import ROLES, Role
from onenumber.access.models.user import User

__all__ = [
    "ROLES",
    "Grant",
    "OpenedRecord",
    "OpeningReview",
    "ReasonGiven",
    "Role",
    "Sign",
    "User",
    "ViewerRequest",
]
