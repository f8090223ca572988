"""The ledger: every answer the service gave, and from them what each contact and case must be by now.

Expectations come from what staff typed and what they were answered, never from the service's records. The type of a
row in the return is worked out here a second time, from the table of the counting rule, so that a mistake in the
service's own table is found rather than copied.
"""

import json
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from onenumber.demo.replay.browser import Exchange

TYPES_OF_KINDS = {"nearest_relative": "S13_4", "advice": "ADVICE", "police": "POLICE_ADVICE"}
TYPES_OF_EVENTS = {"s136": "S136", "s135": "S135", "cto": "CTO"}


class Fate(StrEnum):
    """What became of a contact; together they are all contacts (counting rule)."""

    WAITING = "waiting"
    OPENED = "opened"
    JOINED = "joined"
    ANSWERED = "answered"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"


def type_of_row(kind: str, event: str = "") -> str:
    """The CL-TYPE of a contact by the counting rule; empty where its kind makes no row.

    >>> type_of_row("referral", "s136_arrived"), type_of_row("referral"), type_of_row("notice")
    ('S136', 'S13', '')
    """
    if kind == "referral":
        return TYPES_OF_EVENTS.get(event.partition("_")[0], "S13")
    return TYPES_OF_KINDS.get(kind, "")


@dataclass
class KnownContact:
    """One contact the service has acknowledged."""

    reference: str
    kind: str
    contact_type: str
    received_on: date
    fate: Fate = Fate.WAITING
    case_reference: str = ""


@dataclass
class KnownCase:
    """One case the service has acknowledged; `standing` is open, closed or voided."""

    reference: str
    contact_reference: str
    contact_type: str
    standing: str = "open"


@dataclass
class Counts:
    """What the summary tells of the exchanges."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    sent_again: int = 0
    conflicts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: int = 0


class Contradiction(AssertionError):
    """An answer that cannot be true beside an earlier one: it is reported as a fault of the service."""


class Ledger:
    """Safe to write from several threads; every entry is also a line of a file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = (folder / "ledger.jsonl").open("a", encoding="utf-8")
        self.lock = threading.RLock()
        self.contacts: dict[str, KnownContact] = {}
        self.cases: dict[str, KnownCase] = {}
        self.gaps: set[str] = set()
        self.holders: dict[str, str] = {}
        self.counts = Counts()
        self.faults: list[str] = []

    def exchanged(self, exchange: Exchange) -> None:
        """One request and its answer. An answer of 500 or more is a fault."""
        with self.lock:
            self.counts.requests += 1
            self.counts.statuses[exchange.status] += 1
            self.counts.sent_again += exchange.tries - 1
            self.counts.conflicts += exchange.status == 409
            self.counts.slowest = max(self.counts.slowest, exchange.milliseconds)
            self._line("answer", asdict(exchange))
            if exchange.status >= 500:
                self.fault(
                    f"{exchange.method} {exchange.path} was answered {exchange.status} to {exchange.by}"
                )

    def lost_on_purpose(self, by: str, path: str) -> None:
        """A form whose answer was thrown away."""
        with self.lock:
            self.counts.sent_again += 1
            self._line("answer lost on purpose", {"by": by, "path": path})

    def fault(self, words: str) -> None:
        """Something the service must not do."""
        with self.lock:
            self.faults.append(words)
            self._line("fault", {"words": words})

    def recorded(self, contact: KnownContact, *, by: str, at: datetime) -> None:
        """The service acknowledged a contact. The same reference twice is a contradiction."""
        with self.lock:
            if contact.reference in self.contacts or contact.reference in self.gaps:
                raise Contradiction(f"{contact.reference} was given out twice")
            self.contacts[contact.reference] = contact
            self._line("contact", {**asdict(contact), "by": by, "at": at})

    def opened(self, case: KnownCase) -> None:
        """The service said which case a contact opened."""
        with self.lock:
            if case.reference in self.cases:
                raise Contradiction(f"{case.reference} was opened twice")
            self.cases[case.reference] = case
            self._line("case", asdict(case))

    def became(self, reference: str, fate: Fate, *, case_reference: str = "") -> None:
        """The service acknowledged what became of a contact."""
        with self.lock:
            contact = self.contacts[reference]
            contact.fate, contact.case_reference = fate, case_reference
            self._line("became", {"reference": reference, "fate": fate, "case": case_reference})

    def held(self, case_reference: str, who: str) -> None:
        """The service acknowledged that somebody has a case. Two at once contradict each other."""
        with self.lock:
            other = self.holders.get(case_reference, who)
            if other != who:
                raise Contradiction(f"{case_reference} was given to {other} and to {who}")
            self.holders[case_reference] = who
            self._line("held", {"case": case_reference, "by": who})

    def stands(self, case_reference: str, standing: str) -> None:
        """The service acknowledged that a case is closed, voided or open again; twice the same contradicts."""
        with self.lock:
            case = self.cases[case_reference]
            if case.standing == standing:
                raise Contradiction(f"{case_reference} was said to be {standing} twice")
            case.standing = standing
            if standing != "open":
                self.holders.pop(case_reference, None)
            self._line("stands", {"case": case_reference, "standing": standing})

    def set_type(self, case_reference: str, contact_type: str) -> None:
        """The service acknowledged another type for a case."""
        with self.lock:
            self.cases[case_reference].contact_type = contact_type
            self._line("type", {"case": case_reference, "contact_type": contact_type})

    def put_aside(self, reference: str) -> None:
        """A draft was given up: its reference must never be seen again."""
        with self.lock:
            self.gaps.add(reference)
            self._line("gap", {"reference": reference})

    def refused(self, what: str, words: list[str]) -> None:
        """A form was not taken (4xx): its words are kept for the summary."""
        with self.lock:
            self.counts.refused[what] += 1
            self._line("refused", {"what": what, "words": words})

    def close(self) -> None:
        """Finish the file."""
        self.file.close()

    def _line(self, what: str, facts: dict[str, Any]) -> None:
        self.file.write(json.dumps({"what": what, **facts}, default=str, ensure_ascii=False) + "\n")
        self.file.flush()
