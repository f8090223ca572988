"""The lists of the past and the one in hand, a line each."""

from dataclasses import dataclass
from datetime import datetime

from onenumber.design.wording import weekday_moment
from onenumber.handover.models import Handover, Signature
from onenumber.handover.presenters.item import short
from onenumber.handover.presenters.list import title_of


@dataclass(frozen=True)
class ListLine:
    """One list: for when, to whom, made by whom, signed by whom."""

    url: str
    when: str
    title: str
    made: str
    signed: str
    is_signed: bool


def list_lines(lists: list[Handover], at: datetime) -> tuple[ListLine, ...]:
    """A line for each, in the order given."""
    return tuple(_line(each, at) for each in lists)


def _line(handover: Handover, at: datetime) -> ListLine:
    rows = sorted(handover.signatures.all(), key=lambda row: row.happened_at)
    signed = "; ".join(f"{row.practitioner.name} {short(row.happened_at, at)}" for row in rows)
    return ListLine(
        url=f"/handover/{handover.pk}/",
        when=weekday_moment(handover.boundary_at),
        title=title_of(handover),
        made=f"{handover.by_name}, {short(handover.happened_at, at)}",
        signed=signed or "nobody yet",
        is_signed=len(rows) == len(Signature.Side),
    )
