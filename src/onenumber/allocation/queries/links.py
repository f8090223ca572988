"""The link by which a doctor answers one ask: signed for that purpose only, and of no use once its time has gone.

It names the ask and its own end, nothing else. Whoever has it can answer that one ask and read nothing about anybody.
"""

from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer

from onenumber.allocation.models import Ask
from onenumber.allocation.queries.asks import ASK

PURPOSE = "onenumber.allocation.answer-an-ask"
LONGEST = 120


class LinkEnded(Exception):
    """The link was good, and its time has gone: the page says whom to ring."""

    def __init__(self, ask: Ask) -> None:
        super().__init__("the time of this link has gone")
        self.ask = ask


def _signer() -> Signer:
    return Signer(salt=PURPOSE, sep=".")


def link_of(ask: Ask) -> str:
    """The address of the page on which this ask is answered, from the root of the site."""
    ends = int(ask.wanted_to.timestamp()) if ask.wanted_to is not None else 0
    return f"/ask/{_signer().sign(f'{ask.pk}-{ends}')}/"


def ask_of_link(token: str, *, at: datetime) -> Ask | None:
    """The ask of a link; None for a link nobody signed. Raises LinkEnded."""
    try:
        number, _, ends = _signer().unsign(token[:LONGEST]).partition("-")
    except BadSignature:
        return None
    ask = ASK.first(ask_id=int(number))
    if ask is not None and datetime.fromtimestamp(int(ends), UTC) <= at:
        raise LinkEnded(ask)
    return ask
