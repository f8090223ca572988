"""What was said in one contact, as a plain record: the form, the import and the demonstration all make these.

Codes are the model's and the dataset's; unknown is empty. Times are aware. Source: record.md, Contact.
"""

from dataclasses import dataclass
from datetime import datetime

from onenumber.organisations.models import Locality


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """Everything about a contact but who took it and which person record it is about.

    `received_at` is when the call was answered; `event` an EventKind of amhp.law, "nothing" or "not_known".
    `contact_type` (CL-TYPE) is worked out from kind and event when it is not given.
    """

    kind: str
    received_at: datetime
    channel: str = "phone"
    duty_kind: str = "day"
    locality: Locality | None = None
    caller_name: str = ""
    caller_role: str = ""
    caller_number: str = ""
    place: str = ""
    place_kind: str = ""
    source: str = ""
    event: str = ""
    event_at: datetime | None = None
    event_told_by: str = ""
    danger: str = ""
    asked_for: str = ""
    back_up_why: str = ""
    back_up_soon: str = ""
    words: str = ""
    contact_type: str | None = None
    received_quality: str = "exact"
