"""Add to a police contact: record check, advice given, what the officer did, how it stood a day later."""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact, PoliceLine
from onenumber.intake.policies import may_add_to


def _may_add(viewer: Viewer, *, contact: Contact, **_: Any) -> bool:
    return contact.kind == Contact.Kind.POLICE and may_add_to(viewer, contact=contact)


@action("police_line.recorded", policy=_may_add)
def record_police_entry(
    *,
    by: Viewer,
    at: datetime,
    contact: Contact,
    record_check: str = "",
    advice_given: str = "",
    officer_did: str = "",
    outcome_next_day: str = "",
    happened_at: datetime | None = None,
    corrects: PoliceLine | None = None,
    correction_reason: str = "",
    key: UUID | None = None,
) -> Done[PoliceLine]:
    """One entry; the newest filled answer of each question counts, and `corrects` takes the place of an
    entry.
    """
    given = {
        "record_check": record_check,
        "advice_given": advice_given,
        "officer_did": officer_did,
        "outcome_next_day": outcome_next_day,
    }
    entry = PoliceLine.objects.create(
        contact=contact,
        happened_at=happened_at or at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
        corrects=corrects,
        correction_reason=correction_reason,
        **given,
    )
    return Done(
        entry,
        subject=contact.reference,
        service_id=contact.service_id,
        fields=tuple(name for name, value in given.items() if value),
        leads_to=f"/contacts/{contact.reference}/",
    )
