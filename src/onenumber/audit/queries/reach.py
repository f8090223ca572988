"""What a viewer's grants let the database show them, for the second wall (onenumber.records.wall).

Read from the grants themselves and from nothing that a query asks: the two walls must not fall together.
"""

from onenumber.audit.models import Viewer
from onenumber.records.wall import Reach


def reach_of(viewer: Viewer) -> Reach:
    """The services of the viewer's grants, and the councils of those that name one."""
    held = frozenset((grant.service_id, grant.council_id) for grant in viewer.grants)
    return Reach.of(viewer.user_id, viewer.at, held)
