"""Everything held about a person: found by following the record's own foreign keys, so that a new room is included.

From the person (and the records joined to theirs) and their contacts, every row that points there, and every row
that points at those. What points by number or reference instead of a key is named below. A house test asks that each
table of the service is reached, named here, or said to hold nothing about a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from onenumber.access.models import OpeningReview, ReasonGiven
from onenumber.audit.models import Opening
from onenumber.cases.models import Case
from onenumber.intake.models import Contact, ContactStep, Draft
from onenumber.messaging.models import Delivery, Message
from onenumber.persons.models import Person, SamePerson

# What points at a person, or at something of theirs, without a foreign key.
LOOSE: tuple[type[Model], ...] = (Opening, OpeningReview, ReasonGiven, Message, Delivery, Draft)
Rows = dict[type[Model], frozenset[Any]]


@dataclass(frozen=True)
class Reach:
    """Every row about a person, by table; their records (several when joined), and the references."""

    persons: tuple[Person, ...]
    references: tuple[str, ...]
    rows: Rows

    def of(self, model: type[Model]) -> list[Any]:
        """The rows of one table, oldest first."""
        return list(model._base_manager.filter(pk__in=self.rows.get(model, ())).order_by("pk"))

    def counts(self) -> dict[str, int]:
        """How many of each kind, in words, the most first."""
        found = {str(model._meta.verbose_name_plural): len(keys) for model, keys in self.rows.items()}
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def records_of(person: Person) -> tuple[Person, ...]:
    """The person's record and every record joined to it, the one asked about first."""
    found, new = {person.pk}, {person.pk}
    while new:
        pairs = SamePerson.objects.filter(Q(kept__in=new) | Q(other__in=new), ended_at__isnull=True)
        new = {number for pair in pairs.values_list("kept_id", "other_id") for number in pair} - found
        found |= new
    return tuple(
        sorted(Person.objects.filter(pk__in=found), key=lambda each: (each.pk != person.pk, each.pk))
    )


def _contacts_of(person_ids: Iterable[int]) -> set[int]:
    """Theirs, those their cases began with, and those without a person that joined one of their cases."""
    cases = Case.objects.filter(person_id__in=person_ids)
    joined = ContactStep.objects.filter(
        case_reference__in=cases.values("reference"), contact__person__isnull=True
    ).values("contact_id")
    wanted = Q(person_id__in=person_ids) | Q(pk__in=cases.values("contact_id")) | Q(pk__in=joined)
    return set(Contact.objects.filter(wanted).values_list("pk", flat=True))


def pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Each table with a foreign key to this one, and the key's name."""
    for relation in model._meta.related_objects:
        if (relation.one_to_many or relation.one_to_one) and isinstance(relation.related_model, type):
            yield relation.related_model, relation.field.name


def reach_of(person: Person) -> Reach:
    """Everything about the person. As many queries as there are foreign keys, whatever the number of rows."""
    persons = records_of(person)
    numbers = [each.pk for each in persons]
    rows: dict[type[Model], set[Any]] = {Person: set(numbers), Contact: _contacts_of(numbers)}
    waiting: list[tuple[type[Model], set[Any]]] = [(model, set(keys)) for model, keys in rows.items()]
    while waiting:
        model, keys = waiting.pop()
        for child, field in pointing_at(model) if keys else ():
            found = set(child._base_manager.filter(**{f"{field}__in": keys}).values_list("pk", flat=True))
            new = found - rows.get(child, set())
            if new:
                rows.setdefault(child, set()).update(new)
                waiting.append((child, new))
    references = _references(rows)
    rows |= _loose(numbers, references)
    return Reach(persons, references, {model: frozenset(keys) for model, keys in rows.items() if keys})


def _references(rows: dict[type[Model], set[Any]]) -> tuple[str, ...]:
    cases = Case.objects.filter(pk__in=rows.get(Case, ())).order_by("pk")
    contacts = Contact.objects.filter(pk__in=rows.get(Contact, ())).order_by("pk")
    return (*cases.values_list("reference", flat=True), *contacts.values_list("reference", flat=True))


def _loose(person_ids: Iterable[int], references: Iterable[str]) -> dict[type[Model], set[Any]]:
    openings = set(Opening.objects.filter(person_id__in=person_ids).values_list("pk", flat=True))
    messages = set(Message.objects.filter(about__in=references).values_list("pk", flat=True))
    return {
        Opening: openings,
        OpeningReview: _keys(OpeningReview, opening_id__in=openings),
        ReasonGiven: _keys(ReasonGiven, person_id__in=person_ids),
        Message: messages,
        Delivery: _keys(Delivery, message_id__in=messages),
        Draft: _keys(Draft, reference__in=references),
    }


def _keys(model: type[Model], **wanted: Any) -> set[Any]:
    return set(model._base_manager.filter(**wanted).values_list("pk", flat=True))
