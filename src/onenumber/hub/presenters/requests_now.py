"""Lines of "Needs you now" about requests between services: whoever has to say something reads it, nobody else.

On the board of the service asked an unanswered request stands at once; on that of the service that asks, once the time
for the answer is over, and again when there is an answer to which its own side has to say yes or no.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from amhp.calendar import say_left, say_moment
from onenumber.design.page import Tone
from onenumber.design.parts import NowLine
from onenumber.hub.presenters.addresses import address
from onenumber.neighbours.queries import RequestLine, RequestStanding

S = RequestStanding


def requests_between(requests: Sequence[RequestLine], service_id: int, at: datetime) -> Iterator[NowLine]:
    """The lines for one service's board."""
    for line in requests:
        own = line.asking_service_id == service_id
        said = _asking(line, at) if own else _asked(line, at)
        if said is not None:
            what, lead, rest, act = said
            reference = line.reference if own else line.taken_reference
            yield NowLine(
                tone=Tone.SOON,
                what=what,
                lead=lead,
                reference=reference,
                reference_url=address("hub:case", reference) if reference else "",
                rest=rest,
                act=act,
                act_url=address("neighbours:request", line.number),
            )


def _asking(line: RequestLine, at: datetime) -> tuple[str, str, str, str] | None:
    """Our case, asked of another service."""
    if line.standing == S.WAITING and line.answer_by <= at:
        rest = f", {line.asked_name} asked. Answer wanted by {_by(line.answer_by, at)}. The case is here"
        return f"No answer {_since(line.asked_at, at)}", "", rest, "Open the request"
    if line.standing == S.ACCEPTED and line.answered_at is not None:
        rest = f", {line.asked_by} of {line.asked_name} says yes. Your side has not said yes yet"
        return f"Accepted {_since(line.answered_at, at)}", "", rest, "Say yes or no"
    if line.standing == S.DECLINED and line.answered_at is not None:
        rest = f", {line.asked_by} of {line.asked_name} says no. The case is here"
        return f"Declined {_since(line.answered_at, at)}", "", rest, "Say what next"
    return None


def _asked(line: RequestLine, at: datetime) -> tuple[str, str, str, str] | None:
    """Another service's case, asked of us."""
    lead = f"On behalf of {line.on_behalf_of}."
    if line.standing == S.WAITING:
        late = line.answer_by <= at
        by = f" Answer {'was wanted' if late else 'wanted'} by {_by(line.answer_by, at)}"
        return f"Asked {_since(line.asked_at, at)}", lead, f" {line.asking_name} asks.{by}", "Say yes or no"
    if line.asking_service_id is None and line.standing in (S.ACCEPTED, S.DECLINED) and line.answered_at:
        rest = f" {line.asking_name} has not said its last word"
        return f"Answered {_since(line.answered_at, at)}", lead, rest, "Write it down"
    if line.standing == S.AGREED and line.agreed_at is not None:
        rest = f" {line.asking_name} and you have said yes. No case here yet"
        return f"Agreed {_since(line.agreed_at, at)}", lead, rest, "Open its case"
    return None


def _since(moment: datetime, at: datetime) -> str:
    return say_left(max(at - moment, timedelta()))


def _by(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")
