"""Reading the audit: who did what to a record, who opened it; and how far a viewer's reading reaches."""

from onenumber.audit.queries.entries import AuditLine, OpeningLine, entries_for, openings_in, openings_of
from onenumber.audit.queries.reach import reach_of

__all__ = ["AuditLine", "OpeningLine", "entries_for", "openings_in", "openings_of", "reach_of"]
