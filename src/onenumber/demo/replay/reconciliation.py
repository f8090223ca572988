"""Reconciles the ledger with what the service shows, reference by reference; totals alone prove nothing.

Every acknowledged contact must be found exactly once in each place where it belongs and nowhere else; and nothing
may be shown that the ledger does not know. Pure: no network, no database, no clock.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onenumber.demo.replay.evidence import Evidence, Past
from onenumber.demo.replay.ledger import Fate, KnownCase, KnownContact, Ledger

ROWS_OF_CONTACTS = {Fate.ANSWERED, Fate.PASSED_ON}


@dataclass(frozen=True)
class Difference:
    """One reference that does not agree, and how."""

    reference: str
    words: str
    known: bool  # whether the ledger knows it; if not, it is one too many


@dataclass(frozen=True)
class Outcome:
    """The result: `difference` is the number of references that do not agree."""

    contacts: int
    accounted_for: int
    differences: tuple[Difference, ...]

    @property
    def difference(self) -> int:
        """Contacts that are not accounted for, and references that nobody was told of."""
        return (
            self.contacts - self.accounted_for + len({d.reference for d in self.differences if not d.known})
        )

    @property
    def last_line(self) -> str:
        """The last line of the replay.

        >>> Outcome(2, 2, ()).last_line
        'contacts 2, accounted for 2, difference 0'
        """
        return f"contacts {self.contacts}, accounted for {self.accounted_for}, difference {self.difference}"


class _Shown:
    """The evidence by reference."""

    def __init__(self, evidence: Evidence) -> None:
        self.cases, self.contacts = evidence.board_cases, evidence.board_contacts
        self.past: dict[str, list[Past]] = defaultdict(list)
        for line in evidence.past:
            self.past[line.reference].append(line)
        self.types: dict[str, list[str]] = defaultdict(list)
        for row in evidence.rows:
            self.types[row.record_id].append(row.contact_type)


def reconcile(ledger: Ledger, evidence: Evidence) -> Outcome:
    """Look for every contact of the ledger in the evidence, and for everything in the evidence in the ledger."""
    shown = _Shown(evidence)
    differences = []
    missing = 0
    for reference in sorted(ledger.contacts):
        found = [Difference(reference, words, True) for words in _of_contact(ledger, reference, shown)]
        missing += bool(found)
        differences += found
    differences += _strangers(ledger, shown)
    return Outcome(len(ledger.contacts), len(ledger.contacts) - missing, tuple(differences))


def _of_contact(ledger: Ledger, reference: str, shown: _Shown) -> Iterator[str]:
    contact = ledger.contacts[reference]
    yield from _in_the_list(contact, shown)
    yield from _on_the_board(contact, shown)
    expected = contact.contact_type if contact.fate in ROWS_OF_CONTACTS else ""
    yield from _in_the_return(reference, expected, shown)
    if contact.fate is Fate.OPENED:
        case = ledger.cases.get(contact.case_reference)
        if case is None:
            yield "it opened a case that no answer named"
        else:
            yield from _of_case(case, shown)
    elif contact.fate is Fate.JOINED and contact.case_reference not in ledger.cases:
        yield f"it joined {contact.case_reference}, which no answer ever opened"


def _in_the_list(contact: KnownContact, shown: _Shown) -> Iterator[str]:
    lines = shown.past.get(contact.reference, [])
    if len(lines) != 1:
        yield f"{_times(len(lines))} in the list of past contacts"
    for line in lines[:1]:
        if line.became != contact.fate:
            yield f"the list says “{line.became or 'nothing'}”, the answers said “{contact.fate}”"
        if contact.fate is Fate.OPENED and line.case_reference != contact.case_reference:
            yield f"the list names {line.case_reference or 'no case'}, the answers named {contact.case_reference}"


def _on_the_board(contact: KnownContact, shown: _Shown) -> Iterator[str]:
    expected, found = int(contact.fate is Fate.WAITING), shown.contacts[contact.reference]
    if found != expected:
        yield f"{_times(found)} on the board as waiting, {_times(expected)} expected"


def _of_case(case: KnownCase, shown: _Shown) -> Iterator[str]:
    expected, found = int(case.standing == "open"), shown.cases[case.reference]
    if found != expected:
        yield f"its case {case.reference} is {_times(found)} on the board and {case.standing}"
    yield from _in_the_return(case.reference, "" if case.standing == "voided" else case.contact_type, shown)


def _in_the_return(record: str, expected: str, shown: _Shown) -> Iterator[str]:
    found = shown.types.get(record, [])
    if found != ([expected] if expected else []):
        said = ", ".join(found) or "no row"
        yield f"the return has {said} for {record}, {expected or 'no row'} expected"


def _times(number: int) -> str:
    return {0: "not", 1: "once"}.get(number, f"{number} times")


def _strangers(ledger: Ledger, shown: _Shown) -> Iterator[Difference]:
    known = {*ledger.contacts, *ledger.cases}
    places: dict[str, list[str]] = defaultdict(list)
    for where, references in (
        ("on the board", {*Counter(shown.cases), *Counter(shown.contacts)}),
        ("in the list of past contacts", {*shown.past}),
        ("in the list as a case", {line.case_reference for lines in shown.past.values() for line in lines}),
        ("in the return", {*shown.types}),
    ):
        for reference in references - known - {""}:
            places[reference].append(where)
    for reference, found in sorted(places.items()):
        abandoned = " although its draft was put aside" if reference in ledger.gaps else ""
        yield Difference(reference, f"{', '.join(found)}, and no answer ever named it{abandoned}", False)
