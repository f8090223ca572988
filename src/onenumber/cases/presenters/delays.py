"""The ledger of delays: by agency and wait by wait. Forced and chosen stand apart and are never added together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import say_left, say_moment
from onenumber.cases.queries.delays import DelayLine
from onenumber.cases.queries.wording import code_words

HEADINGS = (
    "Case", "Forced or chosen", "Waited on", "Reason", "Stage", "From", "To", "Minutes in the period", "Escalated to",
    "Harm",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AgencyLine:
    """What was waited for with one agency."""

    agency: str
    reasons: str
    number: str
    total: str
    longest: str
    running: int


@dataclass(frozen=True, kw_only=True)
class WaitWords:
    """One wait in words."""

    reference: str
    url: str
    reason: str
    agency: str
    begun: str
    ended: str
    length: str
    escalated: str


@dataclass(frozen=True, kw_only=True)
class Half:
    """One side of the ledger."""

    title: str
    id: str
    lead: str
    total: str
    agencies: tuple[AgencyLine, ...]
    waits: tuple[WaitWords, ...]


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Both sides."""

    forced: Half
    chosen: Half
    number: int


def ledger_of(lines: Sequence[DelayLine], *, at: datetime) -> Ledger:
    """Both sides of the ledger."""
    forced = [line for line in lines if not line.chosen]
    chosen = [line for line in lines if line.chosen]
    return Ledger(
        forced=_half("Forced", "forced", "Somebody else’s: waited on them", forced, at),
        chosen=_half("Chosen", "chosen", "The AMHP’s judgement, often in the person’s interest", chosen, at),
        number=len(lines),
    )


def _half(title: str, id: str, lead: str, lines: Sequence[DelayLine], at: datetime) -> Half:
    by_agency: dict[str, list[DelayLine]] = defaultdict(list)
    for line in lines:
        by_agency[line.agency].append(line)
    ordered = sorted(by_agency.items(), key=lambda pair: (-_sum(pair[1]), pair[0]))
    return Half(
        title=title,
        id=id,
        lead=lead,
        total=say_left(_sum(lines)) if lines else "none",
        agencies=tuple(_agency(agency, of_it) for agency, of_it in ordered),
        waits=tuple(_words(line, at) for line in reversed(lines)),
    )


def _sum(lines: Iterable[DelayLine]) -> timedelta:
    return sum((line.within for line in lines), timedelta())


def _agency(agency: str, lines: Sequence[DelayLine]) -> AgencyLine:
    reasons = dict.fromkeys(code_words("CL-DEL", line.reason) for line in lines)
    return AgencyLine(
        agency=agency,
        reasons=", ".join(reasons),
        number=f"{len(lines)} wait{'' if len(lines) == 1 else 's'}",
        total=say_left(_sum(lines)),
        longest=say_left(max(line.within for line in lines)),
        running=sum(1 for line in lines if line.ended_at is None),
    )


def _words(line: DelayLine, at: datetime) -> WaitWords:
    return WaitWords(
        reference=line.reference,
        url=f"/cases/{line.reference}/",
        reason=code_words("CL-DEL", line.reason),
        agency=line.agency,
        begun=say_moment(line.begun_at, at),
        ended=say_moment(line.ended_at, at) if line.ended_at else "running",
        length=say_left(line.within),
        escalated=line.escalated_to,
    )


def cells_of(lines: Iterable[DelayLine]) -> list[tuple[str, ...]]:
    """The rows of the file, in the order of HEADINGS; free text is left out."""
    return [
        (
            line.reference,
            "chosen" if line.chosen else "forced",
            line.agency,
            code_words("CL-DEL", line.reason),
            code_words("WAIT_STAGE", line.stage.upper()),
            line.begun_at.isoformat(timespec="minutes"),
            line.ended_at.isoformat(timespec="minutes") if line.ended_at else "",
            str(int(line.within.total_seconds() // 60)),
            line.escalated_to,
            code_words("HARM", line.harm),
        )
        for line in lines
    ]
