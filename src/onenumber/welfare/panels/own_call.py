"""My day while one's own call is open: that the hub is told, who has it, and "I am safe now"."""

from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.welfare.presenters.safety_call import OwnCall, own_call
from onenumber.welfare.queries import has_it_since, open_call_of


def show_own_call(viewer: Viewer, *, at: datetime) -> OwnCall | None:
    """For `welfare/own_call.html`; nothing while no call is open. Always two queries, or one."""
    call = open_call_of(viewer.practitioner_id) if viewer.practitioner_id is not None else None
    return own_call(call, has_it_since(call), at=at) if call is not None else None
