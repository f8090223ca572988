"""Records of this room."""

from onenumber.neighbours.models.request import NeighbourRequest, Other, RequestAnswer, RequestText

__all__ = ["NeighbourRequest", "Other", "RequestAnswer", "RequestText"]
