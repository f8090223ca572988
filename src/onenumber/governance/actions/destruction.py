"""Destroy a record whose time has come: one person proposes what is listed, another approves it, a tombstone stays.

Everything happens in one transaction: the answer is written, each listed row gets its permit, the rows and then the
permits are deleted. A permit that remained would make the commit fail (docs/decisions/0017).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.governance.actions._digest import digest_of
from onenumber.governance.models import Destruction
from onenumber.governance.policies import may_answer_destruction, may_govern
from onenumber.governance.queries import Reach, reach_of, standing_of_record
from onenumber.persons.models import Person
from onenumber.records.models import Permit
from onenumber.records.references import next_reference

AT_A_TIME = 500
NEVER_A_ROW = 1  # of records.Never, which holds none


@action("destruction.proposed", policy=may_govern)
def propose_destruction(
    *, by: Viewer, at: datetime, person: Person, reason: str, key: UUID | None = None
) -> Done[Destruction]:
    """List everything and propose it. Raises Conflict, saying what keeps the record."""
    reach = reach_of(person)
    standing = standing_of_record(reach, at=at)
    if standing.keeps or standing.due_on is None:
        raise Conflict(f"This record is kept. {' '.join(standing.keeps)}")
    proposal = Destruction.objects.create(
        reference=next_reference("D", at=at), service=person.service, council=person.council, person_id=person.pk,
        references=list(reach.references), retention_class=standing.kept.code, source=standing.kept.source,
        last_contact_on=standing.last_contact_on, due_on=standing.due_on, listed=reach.counts(),
        digest=digest_of(reach), reason=reason.strip(), happened_at=at, recorded_at=at, by_id=by.user_id,
        by_name=by.name,
    )  # fmt: skip
    return Done(
        proposal, subject=proposal.reference, service_id=person.service_id,
        leads_to=f"/records/destructions/{proposal.reference}/",
    )  # fmt: skip


@action("destruction.answered", policy=may_answer_destruction)
def answer_destruction(
    *,
    by: Viewer,
    at: datetime,
    destruction: Destruction,
    answer: str,
    reason: str = "",
    key: UUID | None = None,
) -> Done[Destruction]:
    """Approve (never one's own), refuse, or withdraw one's own. Approving destroys what was listed, now."""
    proposal = Destruction.objects.select_for_update(of=("self",), no_key=True).get(pk=destruction.pk)
    if proposal.answer:
        raise Conflict(f"{proposal.answered_by_name} answered this already. Open the page again.")
    own = proposal.by_id == by.user_id
    if answer == Destruction.Answer.APPROVED and own:
        raise Conflict("You proposed this. Somebody else must look at it and approve it.")
    if answer == Destruction.Answer.WITHDRAWN and not own:
        raise Conflict("Only the one who proposed this withdraws it. You can refuse it.")
    proposal.answer, proposal.answered_at = Destruction.Answer(answer), at
    proposal.answered_by_id, proposal.answered_by_name = by.user_id, by.name
    proposal.answer_reason = reason.strip()
    proposal.save(
        update_fields=["answer", "answered_at", "answered_by_id", "answered_by_name", "answer_reason"]
    )
    if answer == Destruction.Answer.APPROVED:
        _destroy(_as_listed(proposal, at), proposal)
        Destruction.objects.filter(pk=proposal.pk).update(destroyed_at=at)
        proposal.destroyed_at = at
    return Done(
        proposal, subject=proposal.reference, service_id=proposal.service_id, fields=("answer",),
        leads_to=f"/records/destructions/{proposal.reference}/",
    )  # fmt: skip


def _as_listed(proposal: Destruction, at: datetime) -> Reach:
    """Everything about the person now, if it is what was listed and nothing keeps it."""
    person = (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .select_related("service")
        .get(pk=proposal.person_id)
    )
    reach = reach_of(person)
    standing = standing_of_record(reach, at=at)
    if standing.keeps:
        raise Conflict(f"This record is kept. {' '.join(standing.keeps)}")
    if digest_of(reach) != proposal.digest:
        raise Conflict(
            "Something was added to this record since it was listed. Refuse this, and propose it anew."
        )
    return reach


def _destroy(reach: Reach, proposal: Destruction) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # the pages are overwritten, not only given back
    Permit.objects.bulk_create(
        Permit(
            table_name=model._meta.db_table, row_key=str(key), destruction=proposal.reference,
            proposed_by_id=proposal.by_id, approved_by_id=proposal.answered_by_id or 0, never_id=NEVER_A_ROW,
        )
        for model, keys in reach.rows.items()
        for key in keys
    )  # fmt: skip
    for model, keys in reach.rows.items():
        for some in _some(sorted(keys, key=str)):
            _delete(model, pk__in=some)
    _delete(Permit, destruction=proposal.reference)


def _some(keys: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(keys), AT_A_TIME):
        yield keys[first : first + AT_A_TIME]


def _delete(model: type[Model], **wanted: Any) -> None:
    """As the rows stand: nothing follows a key on its own; what points at them is listed too, or the commit fails."""
    model._base_manager.filter(**wanted)._raw_delete(DEFAULT_DB_ALIAS)
