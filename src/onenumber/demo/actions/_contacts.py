"""Contacts of every kind, with what became of them, and the rights of those who took them."""

from collections.abc import Callable, Iterable
from typing import Any

from onenumber.allocation.models import BackUp
from onenumber.demo.actions._insert import insert, insert_columns
from onenumber.demo.actions._people import Written
from onenumber.demo.actions._references import Numbering
from onenumber.demo.county.tell import County
from onenumber.demo.county.told_contacts import BackUpTold, ContactTold
from onenumber.intake.models import Contact, ContactStep, PoliceLine
from onenumber.persons.models import Person, WorkingRelationship

AT_A_TIME = 1000
SAME = (
    "kind", "contact_type", "duty_kind", "channel", "caller_name", "caller_role", "caller_number", "place",
    "place_kind", "source", "event", "event_at", "event_told_by", "danger", "asked_for", "words", "recorded_at",
)  # fmt: skip


def write_contacts(
    county: County, written: Written, persons: dict[int, Person], numbering: Numbering,
    progress: Callable[[int], Any],
) -> dict[int, Contact]:  # fmt: skip
    """All contacts, in order of receipt; the rows by the identity of what was told."""
    told = sorted(
        [*(case.contact for case in county.cases), *county.contacts], key=lambda contact: contact.received_at
    )
    rows = [_row(contact, written, persons, numbering) for contact in told]
    for first in range(0, len(rows), AT_A_TIME):
        some = rows[first : first + AT_A_TIME]
        insert(some)
        progress(len(some))
    found = {id(contact): row for contact, row in zip(told, rows, strict=True)}
    _write_steps(county.contacts, found, written)
    _write_rights(told, found, written)
    return found


def _row(contact: ContactTold, written: Written, persons: dict[int, Person], numbering: Numbering) -> Contact:
    return Contact(
        reference=numbering.contact(contact.received_at),
        service=written.service,
        council=written.council,
        person=persons[contact.person.number] if contact.person else None,
        locality=written.areas.get(contact.locality),
        happened_at=contact.received_at,
        back_up_why=contact.back_up.why if contact.back_up else "",
        back_up_soon=("now" if contact.back_up.urgent else "hour") if contact.back_up else "",
        **{name: getattr(contact, name) for name in SAME},
        **written.author(contact.taken_by),
    )


def _write_steps(told: Iterable[ContactTold], found: dict[int, Contact], written: Written) -> None:
    steps, police, back_ups = [], [], []
    for contact in told:
        row, author = {"contact_id": found[id(contact)].pk}, written.author(contact.taken_by)
        if contact.step is not None:
            at = contact.step.happened_at
            said = {
                "kind": contact.step.kind,
                "detail": contact.step.detail,
                "happened_at": at,
                "recorded_at": at,
            }
            steps.append({**row, **said, **author})
        if contact.police is not None:
            values = {**vars(contact.police), "recorded_at": contact.police.happened_at}
            police.append({**row, **values, **author})
        if contact.back_up is not None:
            back_ups.append({**row, **_back_up(contact, contact.back_up, written), **author})
    for model, rows in ((ContactStep, steps), (PoliceLine, police), (BackUp, back_ups)):
        insert_columns(model, rows)


def _back_up(contact: ContactTold, told: BackUpTold, written: Written) -> dict[str, Any]:
    answered_by = written.practitioners[told.answered_by.name] if told.answered_by else None
    return {
        "service_id": written.service.pk,
        "practitioner_id": written.practitioners[told.asked_by.name].pk,
        "why": told.why,
        "urgent": told.urgent,
        "words": told.words,
        "answered_by_id": answered_by.pk if answered_by else None,
        "answered_at": told.answered_at,
        "done": told.done,
        "ended_at": told.ended_at,
        "ended_by_id": answered_by.user_id if answered_by and told.ended_at else None,
        "happened_at": contact.received_at,
        "recorded_at": contact.recorded_at,
    }


def _write_rights(told: Iterable[ContactTold], found: dict[int, Contact], written: Written) -> None:
    insert_columns(
        WorkingRelationship,
        [
            {
                "user_id": written.users[contact.taken_by.email].pk, "service_id": written.service.pk,
                "person_id": row.person_id, "why": "took", "begins_at": contact.recorded_at,
                "caused_by": f"contact {row.pk}",
            }
            for contact in told
            if (row := found[id(contact)]).person_id is not None
        ],
    )  # fmt: skip
