"""Rows of the return, from the record alone."""

from onenumber.returns.queries.rows import return_rows

__all__ = ["return_rows"]
