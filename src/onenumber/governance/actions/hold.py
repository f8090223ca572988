"""Hold a record for an inquiry, inquest or claim, release it, and keep one longer that fell due."""

from datetime import date, datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.governance.models import LegalHold, Review
from onenumber.governance.policies import may_govern, may_release
from onenumber.persons.models import Person


@action("record.held", policy=may_govern)
def hold_record(
    *,
    by: Viewer,
    at: datetime,
    person: Person,
    reason: str,
    case_reference: str = "",
    key: UUID | None = None,
) -> Done[LegalHold]:
    """Nothing of the record is destroyed from now on. Several holds may stand beside each other."""
    hold = LegalHold.objects.create(
        person=person, case_reference=case_reference, reason=reason.strip(), happened_at=at, recorded_at=at,
        by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    return Done(hold, subject=f"person {person.pk}", service_id=person.service_id)


@action("record.released", policy=may_release)
def release_record(
    *, by: Viewer, at: datetime, hold: LegalHold, reason: str, key: UUID | None = None
) -> Done[LegalHold]:
    """This hold is over; another one may still keep the record."""
    still = LegalHold.objects.filter(pk=hold.pk, ended_at__isnull=True)
    if not still.update(ended_at=at, ended_by_id=by.user_id, ended_reason=reason.strip()):
        raise Conflict("This hold was released already. Open the page again to see by whom.")
    hold.refresh_from_db()
    return Done(hold, subject=f"person {hold.person_id}", service_id=hold.person.service_id)


@action("record.kept_longer", policy=may_govern)
def keep_longer(
    *, by: Viewer, at: datetime, person: Person, keep_until: date, reason: str, key: UUID | None = None
) -> Done[Review]:
    """The record was looked at and stays until this day."""
    review = Review.objects.create(
        person=person, keep_until=keep_until, reason=reason.strip(), happened_at=at, recorded_at=at,
        by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    return Done(review, subject=f"person {person.pk}", service_id=person.service_id)
