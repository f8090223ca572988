"""The digest of everything listed in a proposal: what is approved must be what was seen."""

import hashlib

from onenumber.governance.models import Review
from onenumber.governance.queries import Reach

# Looking at a record to decide about it adds rows about the looking; they are destroyed with it and change nothing.
LOOKING = {"audit", "access"}


def digest_of(reach: Reach) -> str:
    """SHA-256 over every table and key, those that only say who looked left out."""
    listed = sorted(
        (model._meta.db_table, sorted(map(str, keys)))
        for model, keys in reach.rows.items()
        if model._meta.app_label not in LOOKING and model is not Review
    )
    return hashlib.sha256(repr(listed).encode()).hexdigest()
