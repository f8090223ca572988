"""Answer somebody who asks to see what is held about them: begin, look at each item, give it out, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.governance.models import Shown, SubjectRequest
from onenumber.governance.policies import may_answer_request, may_govern
from onenumber.governance.queries import Told, decided, holdings, items, reach_of
from onenumber.persons.models import Person
from onenumber.records.references import next_reference


@dataclass(frozen=True)
class Decision:
    """What somebody decided about one item they looked at."""

    said: Told
    choice: str
    ground: str
    words: str = ""
    note: str = ""


@action("subject_request.begun", policy=may_govern)
def begin_subject_request(
    *,
    by: Viewer,
    at: datetime,
    person: Person,
    record_reference: str,
    received_at: datetime,
    asked_by: str,
    identity: str,
    key: UUID | None = None,
) -> Done[SubjectRequest]:
    """One open request a person. `received_at` starts the month."""
    if SubjectRequest.objects.filter(person=person, ended_at__isnull=True).exists():
        raise Conflict(
            "A request about this record is open already.", link="/records/", link_text="The register"
        )
    request = SubjectRequest.objects.create(
        reference=next_reference("SAR", at=at), person=person, record_reference=record_reference,
        asked_by=SubjectRequest.Asked(asked_by), identity=identity.strip(), happened_at=received_at, recorded_at=at,
        by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    return Done(
        request, subject=request.reference, service_id=person.service_id,
        leads_to=f"/records/requests/{request.reference}/",
    )  # fmt: skip


@action("subject_request.looked_at", policy=may_answer_request)
def decide_items(
    *,
    by: Viewer,
    at: datetime,
    request: SubjectRequest,
    decisions: Sequence[Decision],
    key: UUID | None = None,
) -> Done[int]:
    """Keep what was decided about each item; what was decided before stays."""
    _refuse_ended(request)
    Shown.objects.bulk_create(
        Shown(
            request=request, item=each.said.item, digest=each.said.digest, choice=each.choice, ground=each.ground,
            words=each.words if each.choice == Shown.Choice.PART else "", note=each.note.strip(), happened_at=at,
            recorded_at=at, by_id=by.user_id, by_name=by.name,
        )
        for each in decisions
    )  # fmt: skip
    return Done(
        len(decisions), subject=request.reference, service_id=request.person.service_id,
        leads_to=f"/records/requests/{request.reference}/",
    )  # fmt: skip


@action("subject_request.given_out", policy=may_answer_request)
def give_out(*, by: Viewer, at: datetime, request: SubjectRequest) -> Done[None]:
    """Leave the entry; the caller makes the file. Raises Conflict while an item was not looked at."""
    _refuse_ended(request)
    rows = holdings(reach_of(request.person))
    left = len(items(rows)) - len(decided(request, rows))
    if left:
        raise Conflict(
            f"{left} items were not looked at yet.", link=f"/records/requests/{request.reference}/",
            link_text="Go on looking",
        )  # fmt: skip
    return Done(None, subject=request.reference, service_id=request.person.service_id)


@action("subject_request.ended", policy=may_answer_request)
def end_subject_request(
    *, by: Viewer, at: datetime, request: SubjectRequest, how: str, reason: str = "", key: UUID | None = None
) -> Done[SubjectRequest]:
    """Sent, withdrawn or refused; what was decided stays with it."""
    still = SubjectRequest.objects.filter(pk=request.pk, ended_at__isnull=True)
    if not still.update(ended_at=at, ended_by_id=by.user_id, ended_how=how, ended_reason=reason.strip()):
        raise Conflict("This request was ended already. Open the page again.")
    request.refresh_from_db()
    return Done(
        request, subject=request.reference, service_id=request.person.service_id, leads_to="/records/"
    )


def _refuse_ended(request: SubjectRequest) -> None:
    if request.ended_at is not None:
        raise Conflict("This request was ended. Begin another one if they ask again.")
