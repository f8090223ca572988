"""The wrapper every action carries, and the opening of a record."""

from onenumber.audit.actions.opening import note_opening
from onenumber.audit.actions.wrapper import AlreadyDone, Conflict, Done, NotAllowed, action

__all__ = ["AlreadyDone", "Conflict", "Done", "NotAllowed", "action", "note_opening"]
