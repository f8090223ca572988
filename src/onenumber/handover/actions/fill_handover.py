"""Add what has arisen since a list was made: nothing that is open at the boundary is left off it."""

from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.handover.actions._filling import missing_from, put_on_list
from onenumber.handover.actions._rows import done, locked
from onenumber.handover.models import Handover
from onenumber.handover.policies import may_give


@action("handover.filled", policy=may_give)
def fill_handover(*, by: Viewer, at: datetime, handover: Handover) -> Done[int]:
    """How many items were added; none once the boundary has passed, for what arises then is the new duty's own."""
    current = locked(handover)
    sources = missing_from(current) if at < current.boundary_at else []
    return done(len(put_on_list(current, sources, by=by, at=at)), current, "items")
