"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ContactRecorded:
    """The one number was used, and it is on the record."""

    contact_id: int
    reference: str
    service_id: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class ContactStepped:
    """Something became of a contact: opened, joined, answered, passed on, withdrawn or voided."""

    contact_id: int
    reference: str
    service_id: int
    kind: str
    at: datetime
