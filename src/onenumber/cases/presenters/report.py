"""The report page in words: each part with what is recorded already, and what another window has kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from onenumber.cases.models import ReportDraft
from onenumber.cases.queries import PARTS, CaseFacts, Part, recorded_for
from onenumber.design.parts import Pair
from onenumber.design.wording import clock_seconds
from onenumber.persons.queries import AboutPerson


@dataclass(frozen=True)
class PartView:
    """One part: what the record has for it, and the words of another window where they differ from these."""

    part: Part
    recorded: tuple[Pair, ...]
    other_window: str


@dataclass(frozen=True)
class ReportView:
    """The page's words. `unwritten` are the headings with nothing in one's own words yet."""

    reference: str
    standing: str
    parts: tuple[PartView, ...]
    unwritten: tuple[str, ...]
    kept_at: str
    opened_at: int


def present_report(
    facts: CaseFacts,
    person: AboutPerson,
    *,
    standing: str,
    draft: ReportDraft | None,
    typed: Mapping[str, str] | None,
    at: datetime,
) -> ReportView:
    """`typed` is what a page that may not overwrite the draft holds; None when the page shows the draft itself."""
    recorded = recorded_for(facts, person, at)
    kept = draft.words if draft is not None else {}
    shown = kept if typed is None else typed

    def other(key: str) -> str:
        words = kept.get(key, "")
        return words if words.strip() and words.strip() != shown.get(key, "").strip() else ""

    return ReportView(
        reference=facts.case.reference,
        standing=standing,
        parts=tuple(PartView(part, recorded[part.key], other(part.key)) for part in PARTS),
        unwritten=tuple(part.heading for part in PARTS if not shown.get(part.key, "").strip()),
        kept_at=clock_seconds(draft.kept_at) if draft is not None else "",
        opened_at=draft.sequence if draft is not None else 0,
    )
