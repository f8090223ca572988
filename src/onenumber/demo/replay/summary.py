"""What a replay did, in a few lines: requests, answers, contacts by kind and by what became of them."""

from collections import Counter
from collections.abc import Iterator

from onenumber.demo.replay.ledger import Ledger


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items(), key=lambda pair: -pair[1]))


def lines_of(ledger: Ledger, *, seconds: float) -> Iterator[str]:
    """The summary."""
    counts = ledger.counts
    statuses = Counter({str(status): number for status, number in counts.statuses.items()})
    yield (
        f"requests {counts.requests} in {seconds:.0f} s, slowest {counts.slowest} ms; sent again {counts.sent_again}, "
        f"told that somebody was first (409) {counts.conflicts}"
    )
    yield f"answers by status: {_counted(statuses)}"
    yield f"contacts by kind: {_counted(Counter(contact.kind for contact in ledger.contacts.values()))}"
    yield f"contacts by what became of them: {_counted(Counter(str(c.fate) for c in ledger.contacts.values()))}"
    yield f"cases: {_counted(Counter(case.standing for case in ledger.cases.values()))}"
    yield f"references of drafts put aside, never to be seen again: {len(ledger.gaps)}"
