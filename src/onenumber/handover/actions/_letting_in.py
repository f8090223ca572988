"""Whose records are open because of a handover: to whoever receives from its start, to the giver for some days more.

Within one service being on duty opens the records already; a service of its own (a hosted EDT) reads what it was
handed for as long as its duty lasts. A restricted record opens to the one who accepted it by name, and nobody else.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from onenumber.audit.models import Viewer
from onenumber.handover.actions._rows import let_by_the_list
from onenumber.handover.models import Handover, HandoverItem
from onenumber.handover.queries import giving_duties, receiving_duties
from onenumber.organisations.queries import has_setting, setting
from onenumber.persons.actions import begin_relationship
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.records.wall import EVERYTHING, writing


def read_until(handover: Handover) -> datetime:
    """How long the giving side may read: the days its service has set; without a setting, to the boundary."""
    service = handover.giving_service
    days = setting(service, "handover.read_days") if has_setting(service, "handover.read_days") else 0
    return handover.boundary_at + timedelta(days=days)


def persons_of(items: Iterable[HandoverItem]) -> list[Person]:
    """The persons the items are about, each once."""
    numbers = [item.pk for item in items]
    related = HandoverItem.objects.filter(pk__in=numbers).select_related("case__person", "contact__person")
    with writing(EVERYTHING):  # before they are let in, the second wall shows the other side none of them
        about = list(related)
    found: dict[int, Person] = {}
    for item in about:
        person = item.case.person if item.case else (item.contact.person if item.contact else None)
        if person is not None:
            found[person.pk] = person
    return list(found.values())


def let_in(handover: Handover, items: Iterable[HandoverItem], *, by: Viewer, at: datetime) -> None:
    """Open the persons of these items to both sides; what a list has opened already stays as it is."""
    caused_by = f"handover {handover.pk}"
    persons = [person for person in persons_of(items) if not person.restricted]
    kept = set(
        WorkingRelationship.objects.filter(caused_by=caused_by).values_list(
            "user_id", "person_id", "begins_at"
        )
    )
    wanted = [(user, at, read_until(handover), "handed") for user in _givers(handover)]
    if handover.receiving_service_id != handover.giving_service_id:
        wanted += [
            (duty.practitioner.user_id, max(at, duty.starts_at), duty.ends_at, "received")
            for duty in receiving_duties(handover)
            if duty.practitioner.user_id is not None
        ]
    known = {(user, person) for user, person, _ in kept}
    for user_id, begins_at, ends_at, why in wanted:
        for person in persons:
            if (user_id, person.pk) in known or ends_at <= begins_at:
                continue
            known.add((user_id, person.pk))
            begin_relationship(
                by=let_by_the_list(by, handover.giving_service_id),
                at=at,
                user_id=user_id,
                service=handover.giving_service,
                person=person,
                why=why,
                caused_by=caused_by,
                begins_at=begins_at,
                ends_at=ends_at,
            )


def let_in_by_name(item: HandoverItem, user_id: int, *, by: Viewer, at: datetime) -> None:
    """Who accepted an item by name was handed it: the record is open to them as long as to the giver."""
    handover = item.handover
    until = max(read_until(handover), handover.receiving_until)
    other = handover.receiving_service_id != handover.giving_service_id
    for person in persons_of([item]):
        begin_relationship(
            by=let_by_the_list(by, handover.giving_service_id),
            at=at,
            user_id=user_id,
            service=handover.giving_service,
            person=person,
            why="received" if other else "handed",
            caused_by=f"handover item {item.pk}",
            ends_at=until,
        )


def _givers(handover: Handover) -> list[int]:
    people = [handover.coordinator, *(duty.practitioner for duty in giving_duties(handover))]
    return list({person.user_id: None for person in people if person.user_id is not None})
