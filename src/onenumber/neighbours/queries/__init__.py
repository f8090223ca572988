"""Reading requests between services."""

from onenumber.neighbours.queries.requests import (
    ASKED,
    ASKING,
    OPEN_REQUESTS,
    READERS,
    RequestFacts,
    RequestLine,
    RequestStanding,
    facts_from,
    holders_of,
    open_facts,
    open_requests,
    request_for,
    requests_about,
    requests_of,
    sides_of,
)

__all__ = [
    "ASKED",
    "ASKING",
    "OPEN_REQUESTS",
    "READERS",
    "RequestFacts",
    "RequestLine",
    "RequestStanding",
    "facts_from",
    "holders_of",
    "open_facts",
    "open_requests",
    "request_for",
    "requests_about",
    "requests_of",
    "sides_of",
]
