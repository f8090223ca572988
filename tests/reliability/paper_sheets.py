"""Forty sheets of paper as a night without screens leaves them: what each says, and where it must be afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MARK = "paper"  # begins the words of every sheet, so that each is found again past the service


@dataclass(frozen=True)
class PaperSheet:
    """One sheet: its number, kind and case, who wrote it when, and what is typed on the screen."""

    number: int
    kind: str
    about: str
    at: datetime
    hand: str
    typed: dict[str, str] = field(default_factory=dict)


def words(number: int) -> str:
    """What a sheet says in its own words."""
    return f"{MARK} {number:02}"


def sheets(cases: list[str], *, began: datetime, hands: list[str], asked: str) -> Iterator[PaperSheet]:
    """Forty, three minutes apart. `asked` is who is offered the first case, takes it and decides in it."""
    kinds = [
        *["contact"] * 12, "offer", "answer", *["note"] * 8, *["legal-event"] * 2, *["attempt"] * 4,
        *["recommendation"] * 2, *["carrying-out"] * 3, *["wait"] * 2, *["change"] * 2, "alert", "relative", "decision",
    ]  # fmt: skip
    assert len(kinds) == 40
    for number, kind in enumerate(kinds, start=1):
        alone = kind in {"offer", "answer", "decision"}
        about = "" if kind == "contact" else cases[0 if alone else number % len(cases)]
        hand = asked if kind == "decision" else hands[number % len(hands)]
        at = began + timedelta(minutes=3 * number)
        yield PaperSheet(number, kind, about, at, hand, _typed(kind, number, at))


def _typed(kind: str, number: int, at: datetime) -> dict[str, str]:
    said = words(number)
    return {
        "contact": {
            "kind": "advice", "caller_role": "Ward manager", "place": "Ward 3", "event": "nothing", "danger": "no",
            "words": said,
        },
        "offer": {"line": said},
        "answer": {"answer": "accept"},
        "note": {"text": said},
        "legal-event": {"kind": "s136_arrived", "told_by": said, "place": "136 suite"},
        "attempt": {"place": said, "place_kind": "HOME"},
        "recommendation": {"doctor_name": said, "recommends": "yes"},
        "carrying-out": {"step": "bed_requested", "place": said},
        "wait": {"reason": "DOC_S12", "stage": "DOCTOR", "agency": said, "chosen": "forced"},
        "change": {"field": "place", "place": said},
        "alert": {"text": said},
        "relative": {"result": "NOT_PRACTICABLE", "reason_not": said},
        "decision": {"outcome": "NFA", "reasons": said},
    }[kind]  # fmt: skip


KEPT = {  # kind: table and column that hold a sheet's words
    "contact": ("intake_contact", "words"),
    "offer": ("allocation_offer", "line"),
    "note": ("cases_note", "text"),
    "legal-event": ("cases_legalevent", "told_by"),
    "attempt": ("cases_attempt", "place"),
    "recommendation": ("cases_recommendation", "doctor_name"),
    "carrying-out": ("cases_carryingout", "place"),
    "wait": ("cases_wait", "agency"),
    "change": ("cases_casechange", "value"),
    "alert": ("persons_staffsafetyalert", "text"),
    "relative": ("cases_relativestep", "reason_not"),
    "decision": ("cases_decision", "reasons"),
}
