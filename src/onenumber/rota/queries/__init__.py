"""Reading the duty list: who is on duty now, and who will be."""

from onenumber.rota.queries.boundaries import Boundary, last_boundary, next_boundary
from onenumber.rota.queries.duties import DutyLine, duties_between, duty_of, on_duty
from onenumber.rota.queries.now import duty_kind, is_on_duty, kinds_question, next_duty_starts

__all__ = [
    "Boundary",
    "DutyLine",
    "duties_between",
    "duty_kind",
    "duty_of",
    "is_on_duty",
    "kinds_question",
    "last_boundary",
    "next_boundary",
    "next_duty_starts",
    "on_duty",
]
