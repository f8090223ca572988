"""One past referral as read from a row, ready to become a contact and, unless it was advice alone, a closed
case.

Source: the description of the council's columns, "What a row becomes". What the sheet lacks stays unknown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onenumber.returns.spreadsheet.mapping import Code, ContactType, Triage


class TimeQuality(StrEnum):
    """How well a time is known (the ``_quality`` companion of every time in the minimum dataset)."""

    EXACT = "exact"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ReferralRow:
    """A row without an error. Moments are aware and in UTC; ``…_on`` are days of the sheet's own time zone.

    Where the time of day is not known the moment is None, its day is kept and its quality is UNKNOWN; a
    quality is None where there was no such event. ``birth_date`` and ``estimated_age`` (years, at the
    referral) are never both set. ``source``, ``locality``, ``status`` and ``outcome`` are the codes of the
    mapping file.
    """

    spreadsheet_row: int
    reference: str
    received_at: datetime | None
    received_on: date
    received_quality: TimeQuality
    name: str
    birth_date: date | None
    estimated_age: int | None
    nhs_number: str | None
    locality: str
    source: str
    status: str | None
    assessed_at: datetime | None
    assessed_on: date | None
    assessed_quality: TimeQuality | None
    outcome: str
    closed_on: date | None
    note: str
    contact_type: ContactType
    triage: Triage


def contact_type_of(*, outcome: Code, status: Code | None, source: Code) -> ContactType:
    """The outcome decides before the legal status, the status before who referred; all else is s13.

    >>> held = Code("20", contact_type=ContactType.S136)
    >>> contact_type_of(outcome=Code("S2"), status=held, source=Code("GP")).value
    'S136'
    """
    for code in (outcome, status, source):
        if code is not None and code.contact_type is not None:
            return code.contact_type
    return ContactType.S13


def triage_of(*, outcome: Code, assessed: bool) -> Triage:
    """An assessment that was made was decided on; otherwise the outcome tells what was decided.

    >>> triage_of(outcome=Code("TRANSFERRED", triage=Triage.TRANSFER), assessed=False).value
    'TRANSFER'
    """
    if assessed:
        return Triage.ASSESS
    return outcome.triage or Triage.NOT_ASSESS
