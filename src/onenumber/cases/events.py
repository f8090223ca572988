"""What this room announces once the facts are kept."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CaseOpened:
    """A case was opened from a contact."""

    case_id: int
    reference: str
    service_id: int
    at: datetime


@dataclass(frozen=True)
class CaseTaken:
    """Somebody holds the case from now on."""

    case_id: int
    service_id: int
    practitioner_id: int
    at: datetime


@dataclass(frozen=True)
class CommitmentEnded:
    """The holder finished, was stood down or handed over."""

    case_id: int
    service_id: int
    practitioner_id: int
    how: str
    at: datetime


@dataclass(frozen=True)
class DecisionRecorded:
    """The AMHP's decision is on the record."""

    case_id: int
    service_id: int
    at: datetime


@dataclass(frozen=True)
class CaseClosed:
    """The case was closed or voided."""

    case_id: int
    service_id: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class CaseReopened:
    """A closed case goes on."""

    case_id: int
    service_id: int
    at: datetime
