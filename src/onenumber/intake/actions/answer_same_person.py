"""Answer the question "Is this the same person?": yes joins the two records (reversibly), no keeps them
apart.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact, SamePersonAnswer
from onenumber.intake.policies import may_add_to
from onenumber.persons.actions import join_persons
from onenumber.persons.models import Person


def _may_answer(viewer: Viewer, *, contact: Contact, suggested: Person, **_: Any) -> bool:
    return suggested.service_id == contact.service_id and may_add_to(viewer, contact=contact)


@action("contact.same_person_answered", policy=_may_answer)
def answer_same_person(
    *, by: Viewer, at: datetime, contact: Contact, suggested: Person, same: bool, key: UUID | None = None
) -> Done[SamePersonAnswer]:
    """Before saving, "same" has already put the contact under the suggested record; afterwards it joins the
    two.
    """
    answer = SamePersonAnswer.objects.create(
        contact=contact,
        suggested=suggested,
        same=same,
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    if same and contact.person is not None and contact.person_id != suggested.pk:
        join_persons(by=by, at=at, kept=suggested, other=contact.person)
    return Done(
        answer,
        subject=contact.reference,
        service_id=contact.service_id,
        fields=("same" if same else "not_same", f"person {suggested.pk}"),
        leads_to=f"/contacts/{contact.reference}/",
    )
