"""Reading the audit: who did what to a record, who opened it."""

from onenumber.audit.queries.entries import AuditLine, OpeningLine, entries_for, openings_in, openings_of

__all__ = ["AuditLine", "OpeningLine", "entries_for", "openings_in", "openings_of"]
