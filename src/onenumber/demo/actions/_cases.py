"""Cases and all their facts, kind by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model

from onenumber.allocation.models import Offer
from onenumber.cases.models import Case, Commitment, LegalEvent, RelativeStep
from onenumber.demo.actions._facts import COLUMNS, MODELS, offer_columns
from onenumber.demo.actions._insert import insert
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
        steps.append(
            ContactStep(
                contact=contact,
                kind="opened",
                case_reference=case.reference,
                happened_at=contact.recorded_at,
                **author,
            )
        )
        if contact.event_at is not None:
            events.append(
                LegalEvent(
                    case=case, kind=contact.event, told_by=contact.event_told_by, place=contact.place,
                    happened_at=contact.event_at, **author,
                )
            )  # fmt: skip
    insert(steps)
    insert(events)


def _write_facts(cases: Iterable[tuple[CaseTold, Case]], written: Written) -> None:
    rows: dict[type[Model], list[Model]] = defaultdict(list)
    relatives: list[tuple[Relative, RelativeStep]] = []
    for told, case in cases:
        for fact in told.facts:
            row = MODELS[type(fact)](case=case, **_columns(fact, case, written))
            rows[type(row)].append(row)
            if isinstance(fact, RelativeTold) and fact.relation:
                assert isinstance(row, RelativeStep)
                relatives.append((_relative(fact, case, written), row))
    insert([relative for relative, _ in relatives])
    for relative, step in relatives:
        step.relative = relative
    for facts in rows.values():
        insert(facts)


def _columns(fact: Told, case: Case, written: Written) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(fact, name) for name in COLUMNS[type(fact)]}
    for name, practitioner in (("practitioner", "practitioner"), ("to", "practitioner")):
        if hasattr(fact, name):
            columns[practitioner] = written.practitioners[getattr(fact, name).name]
    if hasattr(fact, "amhp"):
        amhp = written.practitioners[fact.amhp.name]
        columns |= {"amhp_id": amhp.pk, "amhp_name": amhp.name, "approval_in_force": True}
    columns |= offer_columns(fact, case, written)
    if columns.get("ended_at") is not None and "ended_how" in columns:
        columns["ended_by_id"] = written.users[fact.by.email].pk
    return {
        "happened_at": fact.happened_at, "recorded_at": fact.recorded_at, **columns, **written.author(fact.by),
    }  # fmt: skip


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
    insert(
        [
            WorkingRelationship(
                user_id=user_id, service=written.service, person_id=by_case[case_id].person_id, why=why, begins_at=at,
                caused_by=f"{cause} {pk}",
            )
            for why, cause, found in (("holds", "commitment", held), ("offered", "offer", asked))
            for pk, case_id, user_id, at in found
        ]
    )  # fmt: skip
