"""What the service shows at the end: the board's HTML, the list of past contacts, the exported CSV.

Only what is printed is read here; what it should be is the ledger's business.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from onenumber.demo.replay.ledger import Fate
from onenumber.demo.replay.pages import Page

CONTACT = re.compile(r"C-\d\d-\d+")
CASE = re.compile(r"[A-Z]{2,6}-\d\d-\d+")
WORDS = {
    "recorded, waiting": Fate.WAITING,
    "opened a case": Fate.OPENED,
    "joined an open case": Fate.JOINED,
    "answered": Fate.ANSWERED,
    "passed on": Fate.PASSED_ON,
    "withdrawn": Fate.WITHDRAWN,
    "voided": Fate.VOIDED,
}


@dataclass(frozen=True)
class Past:
    """One line of the list of past contacts: the reference, what became of it in words, and its case."""

    reference: str
    became: str
    case_reference: str = ""


@dataclass(frozen=True)
class ReturnLine:
    """One line of record.csv."""

    record_id: str
    contact_type: str


@dataclass(frozen=True)
class Evidence:
    """Everything the service shows, by reference, as often as it shows it."""

    board_cases: Counter[str] = field(default_factory=Counter)
    board_contacts: Counter[str] = field(default_factory=Counter)
    past: tuple[Past, ...] = ()
    rows: tuple[ReturnLine, ...] = ()


def cases_on(board: Page) -> Counter[str]:
    """The open cases of the board, as often as each has a row."""
    return Counter(row.reference for row in board.rows if CASE.fullmatch(row.reference))


def contacts_on(board: Page) -> Counter[str]:
    """The contacts still waiting: those that the board names and links."""
    return Counter(
        text for address, text in board.links if CONTACT.fullmatch(text) and address == f"/contacts/{text}/"
    )


def past_on(page: Page) -> Iterable[Past]:
    """The lines of one page of past contacts."""
    for row in page.rows:
        if not CONTACT.fullmatch(row.reference):
            continue
        became = next((cell for cell in row.cells if _fate_in(cell)), "")
        case = CASE.search(became)
        yield Past(row.reference, _fate_in(became), case.group() if case else "")


def _fate_in(cell: str) -> str:
    """The fate that a cell says, or nothing."""
    said = CASE.sub("", cell).split(" to ")[0].split(":")[0].strip()
    return next((fate.value for words, fate in WORDS.items() if said == words), "")


def read_return(folder: Path) -> tuple[ReturnLine, ...]:
    """The rows of an exported return. Raises FileNotFoundError when there is no record.csv."""
    with (folder / "record.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(ReturnLine(row["record_id"], row["contact_type"]) for row in csv.DictReader(file))
