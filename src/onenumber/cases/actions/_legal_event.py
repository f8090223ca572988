"""The start event a caller told of, as a fact of the case it belongs to."""

from datetime import datetime

from amhp.law import EventKind
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, LegalEvent
from onenumber.intake.models import Contact
from onenumber.records.prepared_writes import add_row


def legal_event_of(contact: Contact, case: Case, *, by: Viewer, at: datetime) -> LegalEvent | None:
    """The start event the caller told of, if its time is known; without a time no clock can be shown."""
    if contact.event not in EventKind._value2member_map_ or contact.event_at is None:
        return None
    return add_row(
        LegalEvent(
            case=case,
            kind=contact.event,
            told_by=contact.event_told_by,
            place=contact.place,
            happened_at=contact.event_at,
            recorded_at=at,
            by_id=by.user_id,
            by_name=by.name,
        )
    )
