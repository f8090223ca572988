"""Batches of past referrals brought in, and what each row became."""

from onenumber.returns.models.batch import ImportBatch, ImportedRow

__all__ = ["ImportBatch", "ImportedRow"]
