"""Users, roles, reasons given, and the review of openings: every write of this room."""

from onenumber.access.actions.add_user import add_user
from onenumber.access.actions.choose_keys import choose_keys
from onenumber.access.actions.end_grant import end_grant
from onenumber.access.actions.give_reason import give_reason
from onenumber.access.actions.grant_role import grant_role
from onenumber.access.actions.review_opening import review_opening
from onenumber.access.actions.switch_user import disable_user, enable_user

__all__ = [
    "add_user",
    "choose_keys",
    "disable_user",
    "enable_user",
    "end_grant",
    "give_reason",
    "grant_role",
    "review_opening",
]
