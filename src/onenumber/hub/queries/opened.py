"""Which record was opened and what makes that worth a look, for the review of openings.

`access` is an earlier room and knows neither persons nor cases; the settings name this function to it. Addresses
are not compared: the service knows no colleague's address. Names and numbers are compared and never shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from onenumber.access.models import Grant, OpenedRecord, Sign, User
from onenumber.audit.models import Viewer
from onenumber.audit.queries import OpeningLine
from onenumber.cases.models import Case
from onenumber.persons.models import Person, Restriction, WorkingRelationship
from onenumber.persons.queries import name_key
from onenumber.workforce.models import Practitioner

SERVING = "serving"  # the user of a practitioner who has no sign-in
FEWEST_DIGITS = 7  # of a telephone number worth comparing


def reached(viewer: Viewer) -> Q:
    """Records of the viewer's services and councils."""
    wanted = Q(pk__in=[])
    for service_id in viewer.services():
        councils = viewer.councils_in(service_id)
        own = Q(service_id=service_id)
        wanted |= own if councils is None else own & Q(council_id__in=councils)
    return wanted


def _digits(number: str) -> str:
    digits = "".join(letter for letter in number if letter.isdecimal())
    return digits if len(digits) >= FEWEST_DIGITS else ""


@dataclass(frozen=True)
class _Colleague:
    key: str
    telephone: str

    @property
    def surname(self) -> str:
        return self.key.split()[-1] if self.key else ""


@dataclass(frozen=True)
class _Spell:
    """A stretch of time, of a user with a person or (person None) with a whole service."""

    user_id: int
    person_id: int | None
    service_id: int
    begins_at: datetime
    ends_at: datetime | None

    def covers(self, at: datetime) -> bool:
        return self.begins_at <= at and (self.ends_at is None or self.ends_at > at)


def opened_records(viewer: Viewer, lines: Sequence[OpeningLine]) -> dict[int, OpenedRecord]:
    """By the opening's number, within the viewer's services and councils. Seven queries."""
    person_ids = {line.person_id for line in lines}
    cases = Case.objects.filter(reached(viewer), person_id__in=person_ids).order_by("id")
    latest = dict(cases.values_list("person_id", "reference"))
    persons = {each.pk: each for each in Person.objects.filter(reached(viewer), pk__in=person_ids)}
    signs = _Signs(lines, persons)
    return {
        line.id: OpenedRecord(latest.get(line.person_id, ""), signs.of(line))
        for line in lines
        if line.person_id in persons
    }


class _Signs:
    """What is compared, read once for all openings."""

    def __init__(self, lines: Sequence[OpeningLine], persons: dict[int, Person]) -> None:
        self.persons = persons
        self.colleagues = _colleagues({line.service_id for line in lines})
        self.keys = {each.key for each in self.colleagues.values() if each.key}
        self.spells = _spells(lines)
        rows = Restriction.objects.filter(person_id__in=persons)
        self.restrictions = list(rows.values_list("person_id", "kind", "happened_at", "ended_at"))

    def of(self, line: OpeningLine) -> frozenset[Sign]:
        """The signs of one opening."""
        person = self.persons[line.person_id]
        colleague = self.colleagues.get(line.user_id, _Colleague("", ""))
        kinds = self._restricted(line)
        found = set()
        if person.name_key and person.name_key == colleague.key:
            found.add(Sign.OWN)
        elif person.name_key in self.keys or Restriction.Kind.STAFF in kinds:
            found.add(Sign.COLLEAGUE)
        if Sign.OWN not in found and self._alike(person, colleague):
            found.add(Sign.SURNAME)
        if not self._works_with(line, restricted=bool(kinds)):
            found.add(Sign.NO_RELATIONSHIP)
        return frozenset(found)

    def _restricted(self, line: OpeningLine) -> set[str]:
        return {
            kind
            for person_id, kind, begun, ended in self.restrictions
            if person_id == line.person_id and begun <= line.at and (ended is None or ended > line.at)
        }

    def _alike(self, person: Person, colleague: _Colleague) -> bool:
        surname = person.name_key.split()[-1] if person.name_key else ""
        number = _digits(person.telephone)
        return bool((surname and surname == colleague.surname) or (number and number == colleague.telephone))

    def _works_with(self, line: OpeningLine, *, restricted: bool) -> bool:
        return any(
            spell.covers(line.at)
            and (
                spell.person_id == line.person_id
                or (spell.person_id is None and spell.service_id == line.service_id and not restricted)
            )
            for spell in self.spells.get(line.user_id, ())
        )


def _colleagues(service_ids: Iterable[int]) -> dict[int | str, _Colleague]:
    """Everybody who serves or served, by the number of their user; those without a sign-in by a word of their own."""
    users = User.objects.filter(pk__in=Grant.objects.filter(service_id__in=service_ids).values("user_id"))
    found: dict[int | str, _Colleague] = {
        number: _Colleague(name_key(name), "") for number, name in users.values_list("pk", "name")
    }
    serving = Practitioner.objects.filter(service_id__in=service_ids)
    for number, user_id, name, telephone in serving.values_list("pk", "user_id", "name", "telephone"):
        found[user_id or f"{SERVING} {number}"] = _Colleague(name_key(name), _digits(telephone))
    return found


def _spells(lines: Sequence[OpeningLine]) -> dict[int, list[_Spell]]:
    if not lines:
        return {}
    rows = WorkingRelationship.objects.filter(
        Q(person_id__in={line.person_id for line in lines}) | Q(person__isnull=True, why="on_duty"),
        Q(ends_at__isnull=True) | Q(ends_at__gt=min(line.at for line in lines)),
        user_id__in={line.user_id for line in lines},
        begins_at__lte=max(line.at for line in lines),
    ).exclude(why="offered")
    found: dict[int, list[_Spell]] = {}
    for row in rows.values_list("user_id", "person_id", "service_id", "begins_at", "ends_at"):
        found.setdefault(row[0], []).append(_Spell(*row))
    return found
