"""Pages of this room."""

from onenumber.neighbours.views.agreements import (
    agreement,
    agreement_index,
    agreement_new,
    agreement_replace,
    agreements_export,
)
from onenumber.neighbours.views.request import request_page_of
from onenumber.neighbours.views.requests import request_asked, request_index, request_new

__all__ = [
    "agreement",
    "agreement_index",
    "agreement_new",
    "agreement_replace",
    "agreements_export",
    "request_asked",
    "request_index",
    "request_new",
    "request_page_of",
]
