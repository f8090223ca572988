"""The service's own ladder of who is told when no bed is found: which rung is due."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Ladder = Sequence[
    Mapping[str, Any]
]  # from the lowest rung: minutes after the first ask, tell, telephone, agreed_by


def due_at(rung: Mapping[str, Any], began_at: datetime) -> datetime:
    """When somebody of this rung is to be told, if no bed was found by then."""
    return began_at + timedelta(minutes=rung["minutes"])


def due_rung(ladder: Ladder, told_rung: int, began_at: datetime, at: datetime) -> Mapping[str, Any] | None:
    """The highest rung due by now, if it is above the highest one told (counted from 1; 0 if none was)."""
    due = [rung for rung in ladder[told_rung:] if due_at(rung, began_at) <= at]
    return due[-1] if due else None
