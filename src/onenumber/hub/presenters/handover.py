"""What is to be handed over, in a line for the board: for when, how much is accepted by name, what is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.handover.models import Handover, Signature
from onenumber.handover.queries import HandoverLine
from onenumber.hub.presenters.addresses import address

TO = {Handover.Duty.DAY: "To the day service", Handover.Duty.EDT: "To EDT"}


@dataclass(frozen=True)
class HandoverNote:
    """One list; `late` when its duty has ended and it is not signed by both."""

    title: str
    url: str
    when: str
    state: str
    late: bool


def handover_notes(rows: Iterable[HandoverLine], at: datetime) -> tuple[HandoverNote, ...]:
    """A line for each list that is not signed by both yet."""
    return tuple(_note(row, at) for row in rows if row.signed < len(Signature.Side))


def _note(row: HandoverLine, at: datetime) -> HandoverNote:
    asked = f", {row.questions} asked" if row.questions else ""
    return HandoverNote(
        title=TO[Handover.Duty(row.receiving)],
        url=address("handover:list", row.number),
        when=say_moment(row.boundary_at, at).removeprefix("today "),
        state=f"{row.items} items, {row.accepted} accepted by name{asked}",
        late=row.boundary_at <= at,
    )
