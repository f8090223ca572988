"""What every recording of a fact shares: its two times and its author, and the refusal of what cannot be.

Recording is never blocked by the law, nor by order: only a time that has not come, an end before its start
and a code nobody knows are refused.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from amhp.calendar import day_in_london, say_moment
from amhp.dataset import ExpiredCode, UnknownCode, require_code
from onenumber.audit.actions import Done
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case

R = TypeVar("R")
QUALITIES = {"exact", "estimated", "unknown"}
CLOCKS_APART = timedelta(minutes=5)  # two machines' clocks may differ this much


class ImpossibleFact(ValueError):
    """What was given cannot be so; `field` is what to look at, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def authored(
    *, by: Viewer, at: datetime, case: Case, happened_at: datetime, quality: str = "exact"
) -> dict[str, Any]:
    """The columns every fact of a case has."""
    if happened_at > at + CLOCKS_APART:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    if quality not in QUALITIES:
        raise ImpossibleFact("happened", "Say how well the time is known: exact, estimated or unknown.")
    return {
        "case": case,
        "happened_at": happened_at,
        "happened_quality": quality,
        "recorded_at": at,
        "by_id": by.user_id,
        "by_name": by.name,
    }


def ends_after(*, starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Refuse an end before its start, or one that has not come."""
    if ends_at > at + CLOCKS_APART:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    if ends_at < starts_at:
        began = say_moment(starts_at, at)
        raise ImpossibleFact("happened", f"It began {began}: it cannot have ended before. Check both times.")


def known_code(code_list: str, code: str, *, field: str, on: datetime) -> str:
    """The code if the dataset has it on that day."""
    try:
        require_code(code_list, code, on=day_in_london(on))
    except (UnknownCode, ExpiredCode) as problem:
        raise ImpossibleFact(field, f"Choose one of the answers offered: {problem}") from problem
    return code


def known_codes(code_list: str, codes: Iterable[str], *, field: str, on: datetime) -> str:
    """Several codes, stored with spaces between."""
    return " ".join(known_code(code_list, code, field=field, on=on) for code in codes)


def done(result: R, case: Case, *fields: str, events: Iterable[Any] = ()) -> Done[R]:
    """What an action on a case returns: the audit names the case, the page goes back to it."""
    return Done(
        result,
        subject=case.reference,
        service_id=case.service_id,
        fields=fields,
        events=tuple(events),
        leads_to=f"/cases/{case.reference}/",
    )
