"""What `hub` shows of this room beside a call and on a case."""

from onenumber.neighbours.panels.arranged import ArrangementLine, arrangement_lines
from onenumber.neighbours.panels.requests import CaseRequest, CaseRequests, case_requests, request_lines

__all__ = [
    "ArrangementLine",
    "CaseRequest",
    "CaseRequests",
    "arrangement_lines",
    "case_requests",
    "request_lines",
]
