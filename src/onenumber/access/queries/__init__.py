"""Who the viewer is, and what an exception says when a record asks for a reason first."""

from onenumber.access.queries.needed import ReasonNeeded
from onenumber.access.queries.viewer import NOBODY, viewer_for

__all__ = ["NOBODY", "ReasonNeeded", "viewer_for"]
