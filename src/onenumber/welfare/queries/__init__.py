"""Open calls for the board, one call for a page, and whom a call is told."""

from onenumber.welfare.queries.calls import (
    OPEN_CALLS,
    OpenCall,
    call_for,
    has_it_since,
    open_call_of,
    open_calls,
)
from onenumber.welfare.queries.told import whom_to_tell

__all__ = ["OPEN_CALLS", "OpenCall", "call_for", "has_it_since", "open_call_of", "open_calls", "whom_to_tell"]
