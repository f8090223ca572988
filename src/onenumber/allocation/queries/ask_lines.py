"""The timeline's lines about asks: who was asked at once in one line, every answer in a line of its own."""

from collections.abc import Iterator, Sequence

from onenumber.allocation.models import Ask, Escalation
from onenumber.allocation.queries.asks import escalations_of
from onenumber.allocation.queries.words import say_between
from onenumber.cases.models import Case
from onenumber.cases.queries import TimelineLine

NAMED = 3  # more than so many asked at once are counted, not named


def what_words(ask: Ask, *, several: bool = False) -> str:
    """What was asked for, such as "doctors"."""
    words = str(Ask.What(ask.what).label)
    return f"{words}s" if several else words


def ask_lines(case: Case, asks: Sequence[Ask]) -> list[TimelineLine]:
    """Every line about the asks of a case, in no order."""
    lines = list[TimelineLine]()
    sendings: dict[object, list[Ask]] = {}
    for ask in asks:
        if ask.follows_id is None:
            sendings.setdefault(ask.sending, []).append(ask)
        lines += _answer(ask)
    lines += [_asked(sent) for sent in sendings.values()]
    lines += [_escalated(row) for row in escalations_of(case)]
    return lines


def _asked(sent: list[Ask]) -> TimelineLine:
    first = sent[0]
    names = ", ".join(ask.whom for ask in sent) if len(sent) <= NAMED else f"{len(sent)} of them"
    wanted = say_between(first.wanted_from, first.wanted_to, first.happened_at)
    when = f" For {wanted}." if wanted else ""
    note = f" {first.note.rstrip('.')}." if first.note else ""
    what = what_words(first, several=len(sent) > 1)
    return TimelineLine(
        first.happened_at,
        first.recorded_at,
        f"{names}.{when}{note}",
        strong=f"{what[:1].upper()}{what[1:]} asked:",
        icon="asked",
        by_name=first.by_name,
    )


def _answer(ask: Ask) -> Iterator[TimelineLine]:
    if ask.answered_at is not None:
        yield TimelineLine(
            ask.answered_at, ask.answered_at, _answer_words(ask), strong=ask.whom, icon=ANSWERS[ask.answer][1]
        )
    if ask.arrived_at is not None:
        yield TimelineLine(
            ask.arrived_at, ask.arrived_at, f"here ({what_words(ask)}).", strong=ask.whom, icon="done"
        )
    if ask.ended_at is not None and ask.ended_how != Ask.End.CHANGED:
        reason = f" {ask.ended_reason.rstrip('.')}." if ask.ended_reason else ""
        words = "left." if ask.ended_how == Ask.End.LEFT else "no longer comes: cancelled."
        yield TimelineLine(ask.ended_at, ask.ended_at, words + reason, strong=ask.whom, icon="set")


def _answer_words(ask: Ask) -> str:
    said = ANSWERS[ask.answer][0]
    if ask.answer == Ask.Answer.CONFIRMED:
        expected = say_between(ask.expected_from, ask.expected_to, ask.answered_at or ask.happened_at)
        said = f"{'has a new time' if ask.follows_id else said}{f': {expected}' if expected else ''}"
    how = f", {Ask.How(ask.answered_how).label}" if ask.answered_how else ""
    reference = f" Their reference {ask.their_reference}." if ask.their_reference else ""
    reason = f" {ask.answer_reason.rstrip('.')}." if ask.answer_reason else ""
    return f"{said}{how} ({what_words(ask)}).{reference}{reason}"


ANSWERS = {
    "confirmed": ("said yes", "done"),
    "declined": ("said no", "set"),
    "filled": ("was told that others were first", "dash"),
    "withdrawn": ("is no longer asked", "set"),
}


def _escalated(row: Escalation) -> TimelineLine:
    how = " by letter" if row.by_letter else ""
    said = f" They said: {row.said.rstrip('.')}." if row.said else ""
    about = Ask.What(row.what).label
    return TimelineLine(
        row.happened_at,
        row.recorded_at,
        f"{row.told} told{how} about the {about}.{said}",
        strong="Escalated:",
        icon="soon",
        by_name=row.by_name,
    )
