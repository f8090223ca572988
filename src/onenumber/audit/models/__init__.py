"""What the audit keeps, and the Viewer every reading and every writing starts from."""

from onenumber.audit.models.entry import ChainHead, Entry
from onenumber.audit.models.opening import Opening
from onenumber.audit.models.viewer import FromPaper, GrantHeld, Viewer

__all__ = ["ChainHead", "Entry", "FromPaper", "GrantHeld", "Opening", "Viewer"]
