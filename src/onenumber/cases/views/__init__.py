"""Pages of this room: one small form for each thing that can be recorded about a case."""

from onenumber.cases.views.add import add

__all__ = ["add"]
