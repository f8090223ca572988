"""Cases and all their facts, kind by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model

from onenumber.allocation.models import Offer
from onenumber.cases.models import Case, Commitment, LegalEvent
from onenumber.demo.actions._facts import COLUMNS, MODELS, offer_columns
from onenumber.demo.actions._insert import insert, insert_columns
from onenumber.demo.actions._people import Written
from onenumber.demo.actions._references import Numbering
from onenumber.demo.county.told import CaseTold, RelativeTold, Told
from onenumber.intake.models import Contact, ContactStep
from onenumber.persons.models import Relative, WorkingRelationship

AT_A_TIME = 500


def write_cases(
    told: Sequence[CaseTold], written: Written, contacts: dict[int, Contact], numbering: Numbering,
    progress: Callable[[int], Any],
) -> None:  # fmt: skip
    """All cases, in order of receipt."""
    for first in range(0, len(told), AT_A_TIME):
        some = told[first : first + AT_A_TIME]
        rows = [_case(case, written, contacts, numbering) for case in some]
        insert(rows)
        cases = list(zip(some, rows, strict=True))
        _open_contacts(cases, written)
        _write_facts(cases, written)
        _write_rights(cases, written)
        progress(len(some))


def _case(case: CaseTold, written: Written, contacts: dict[int, Contact], numbering: Numbering) -> Case:
    contact = contacts[id(case.contact)]
    return Case(
        reference=numbering.case(contact.happened_at),
        service=written.service,
        council=written.council,
        person=contact.person,
        contact=contact,
        locality_id=contact.locality_id,
        contact_type=contact.contact_type,
        place=contact.place,
        happened_at=contact.happened_at,
        recorded_at=contact.recorded_at,
        by_id=contact.by_id,
        by_name=contact.by_name,
    )


def _open_contacts(cases: Iterable[tuple[CaseTold, Case]], written: Written) -> None:
    steps, events = [], []
    for told, case in cases:
        contact = case.contact
        author = {"recorded_at": contact.recorded_at, **written.author(told.contact.taken_by)}
        opened = {"kind": "opened", "case_reference": case.reference, "happened_at": contact.recorded_at}
        steps.append({"contact_id": contact.pk, **opened, **author})
        if contact.event_at is not None:
            said = {"kind": contact.event, "told_by": contact.event_told_by, "place": contact.place}
            events.append({"case_id": case.pk, **said, "happened_at": contact.event_at, **author})
    insert_columns(ContactStep, steps)
    insert_columns(LegalEvent, events)


def _write_facts(cases: Iterable[tuple[CaseTold, Case]], written: Written) -> None:
    rows: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
    relatives: list[tuple[Relative, dict[str, Any]]] = []
    for told, case in cases:
        for fact in told.facts:
            row = _columns(fact, case, written)
            rows[MODELS[type(fact)]].append(row)
            if isinstance(fact, RelativeTold) and fact.relation:
                relatives.append((_relative(fact, case, written), row))
    insert([relative for relative, _ in relatives])
    for relative, step in relatives:
        step["relative_id"] = relative.pk
    for model, facts in rows.items():
        insert_columns(model, facts)


def _columns(fact: Told, case: Case, written: Written) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(fact, name) for name in COLUMNS[type(fact)]}
    for name in ("practitioner", "to"):
        if hasattr(fact, name):
            columns["practitioner_id"] = written.practitioners[getattr(fact, name).name].pk
    if hasattr(fact, "amhp"):
        amhp = written.practitioners[fact.amhp.name]
        columns |= {"amhp_id": amhp.pk, "amhp_name": amhp.name, "approval_in_force": True}
    columns |= offer_columns(fact, case, written)
    if columns.get("ended_at") is not None and "ended_how" in columns:
        columns["ended_by_id"] = written.users[fact.by.email].pk
    moments = {"happened_at": fact.happened_at, "recorded_at": fact.recorded_at}
    return {"case_id": case.pk, **moments, **columns, **written.author(fact.by)}


def _relative(fact: RelativeTold, case: Case, written: Written) -> Relative:
    return Relative(
        person_id=case.person_id, name=fact.name, relation=fact.relation, happened_at=fact.happened_at,
        recorded_at=fact.recorded_at, **written.author(fact.by),
    )  # fmt: skip


def _write_rights(cases: Iterable[tuple[CaseTold, Case]], written: Written) -> None:
    by_case = {case.pk: case for _, case in cases}
    held = Commitment.objects.filter(case_id__in=by_case).values_list(
        "pk", "case_id", "practitioner__user_id", "happened_at"
    )
    asked = Offer.objects.filter(case_id__in=by_case, answer="").values_list(
        "pk", "case_id", "practitioner__user_id", "happened_at"
    )
    insert_columns(
        WorkingRelationship,
        [
            {
                "user_id": user_id, "service_id": written.service.pk, "person_id": by_case[case_id].person_id,
                "why": why, "begins_at": at, "caused_by": f"{cause} {pk}",
            }
            for why, cause, found in (("holds", "commitment", held), ("offered", "offer", asked))
            for pk, case_id, user_id, at in found
        ],
    )  # fmt: skip
