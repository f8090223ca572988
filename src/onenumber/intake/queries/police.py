"""The police line's entries read as one: the newest filled answer of each question counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from onenumber.intake.models import PoliceLine


@dataclass(frozen=True, kw_only=True)
class PoliceAnswers:
    """What is known of a police contact now; empty where nothing was recorded yet."""

    record_check: str = ""
    advice_given: str = ""
    officer_did: str = ""
    outcome_next_day: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still to be recorded, in words."""
        asked = {
            "record check": self.record_check,
            "advice given": self.advice_given,
            "what the officer did": self.officer_did,
            "outcome at 24 hours": self.outcome_next_day,
        }
        return tuple(words for words, answer in asked.items() if not answer)


def police_answers(entries: Iterable[PoliceLine]) -> PoliceAnswers:
    """The answers of entries (in any order), corrected and struck-out ones left out."""
    rows = sorted(entries, key=lambda row: (row.recorded_at, row.pk))
    replaced = {row.corrects_id for row in rows if row.corrects_id}
    known: dict[str, str] = {}
    for row in rows:
        if row.pk in replaced or row.struck_out:
            continue
        for field in ("record_check", "advice_given", "officer_did", "outcome_next_day"):
            known[field] = getattr(row, field) or known.get(field, "")
    return PoliceAnswers(**known)
