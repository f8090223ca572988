"""Lines of "Needs you now" about those asked to come, and beds: no answer, nobody found, not there yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from amhp.calendar import say_left, say_moment
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import Ladder, due_at, due_rung
from onenumber.design.page import Tone
from onenumber.design.parts import NowLine
from onenumber.hub.presenters.addresses import address
from onenumber.hub.presenters.limits import Limits
from onenumber.hub.queries.board import AskRow, BedSearchRow, CaseRow

DOCTOR = Ask.What.DOCTOR


def _by(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")


def _is_late(row: AskRow, at: datetime) -> bool:
    return not row.answer and row.answer_by is not None and row.answer_by <= at


def no_answer(asks: Sequence[AskRow], at: datetime) -> Iterator[NowLine]:
    """The time to answer has gone; doctors of one case are one line, and only when none of them has time left."""
    late = [row for row in asks if _is_late(row, at)]
    still_asked = {
        row.reference for row in asks if row.what == DOCTOR and not row.answer and not _is_late(row, at)
    }
    doctors: dict[str, list[AskRow]] = {}
    for row in late:
        if row.what == DOCTOR:
            doctors.setdefault(row.reference, []).append(row)
        else:
            words = f", {row.whom} asked {_by(row.asked_at, at)} ({Ask.What(row.what).label})"
            yield _line(row, f"No answer {say_left(at - row.asked_at)}", words, "Open the ask", _ask(row))
    for reference, rows in doctors.items():
        if reference not in still_asked:
            first, number = rows[0], len(rows)
            words = f", {number} doctor{'s' if number > 1 else ''} asked {_by(first.asked_at, at)}"
            url = address("allocation:doctors", reference)
            yield _line(first, f"No answer {say_left(at - first.asked_at)}", words, "Ask more", url)


def nobody_found(cases: Sequence[CaseRow], at: datetime) -> Iterator[NowLine]:
    """Every doctor asked has answered, and one is still missing."""
    for row in cases:
        if row.doctors_short_since is not None:
            yield NowLine(
                tone=Tone.SOON,
                what=f"No doctor {say_left(at - row.doctors_short_since)}",
                reference=row.reference,
                reference_url=address("hub:case", row.reference),
                rest=", all who were asked have answered, and a doctor is missing",
                act="Ask more",
                act_url=address("allocation:doctors", row.reference),
            )


def not_here(asks: Sequence[AskRow], at: datetime, limits: Limits) -> Iterator[NowLine]:
    """Somebody said yes to a time that has gone by, for longer than the service has set."""
    for row in asks:
        if row.answer and row.expected_from is not None and at - row.expected_from >= limits.late:
            words = f", {row.whom} was expected {_by(row.expected_from, at)} ({Ask.What(row.what).label})"
            yield _line(row, f"Late {say_left(at - row.expected_from)}", words, "Open the ask", _ask(row))


def to_be_told(searches: Sequence[BedSearchRow], ladder: Ladder, at: datetime) -> Iterator[NowLine]:
    """No bed, and the service's own ladder says that somebody higher is to be told by now."""
    for row in searches:
        rung = due_rung(ladder, row.told_rung or 0, row.began_at, at)
        if rung is not None:
            yield NowLine(
                tone=Tone.SOON,
                what=f"No bed {say_left(at - row.began_at)}",
                reference=row.reference,
                reference_url=address("hub:case", row.reference),
                rest=f", {rung['tell']} is to be told, due {_by(due_at(rung, row.began_at), at)}",
                act="Open the search",
                act_url=address("allocation:beds", row.reference),
            )


def _ask(row: AskRow) -> str:
    return address("allocation:ask", row.pk)


def _line(row: AskRow, what: str, rest: str, act: str, url: str) -> NowLine:
    return NowLine(
        tone=Tone.SOON,
        what=what,
        reference=row.reference,
        reference_url=address("hub:case", row.reference),
        rest=rest,
        act=act,
        act_url=url,
    )
