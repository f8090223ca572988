"""Pages of this room."""

from onenumber.neighbours.views.agreements import (
    agreement,
    agreement_index,
    agreement_new,
    agreement_replace,
    agreements_export,
)

__all__ = ["agreement", "agreement_index", "agreement_new", "agreement_replace", "agreements_export"]
