"""What `hub` shows of this room beside a call and on a case."""

from onenumber.neighbours.panels.arranged import ArrangementLine, arrangement_lines

__all__ = ["ArrangementLine", "arrangement_lines"]
