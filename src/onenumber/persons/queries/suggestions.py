"""Is this the same person? Earlier records that may be about the one the caller speaks of; nobody is joined
here.

In the viewer's own service a record is suggested by NHS number, by birth date with a like name, or by a
name that is nearly the same. Elsewhere, and for restricted records, only an exact NHS number or the same
name with the same birth date says that a record may exist, and nothing of it (record.md, Duplicates).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from amhp.calendar import Birth, day_in_london
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, SamePerson
from onenumber.persons.queries.names import CLOSE, letters_apart, name_key, name_sound

MOST_ALIKE = 2
MOST = 5
AGE_GUESS = 5  # years by which a guessed age may be out
_COLUMNS = (
    "id",
    "name",
    "name_key",
    "name_sound",
    "birth_date",
    "age_estimate",
    "age_estimated_on",
    "nhs_number",
    "restricted",
)


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One earlier record. `likely` is stronger than alike; `last_known` and the open case are filled by the
    hub.
    """

    person_id: int
    name: str
    birth_date: date | None
    age: int | None
    age_is_approximate: bool
    likely: bool
    nhs_number_same: bool
    birth_date_same: bool
    name_same: bool
    words: str
    last_known: str = ""
    open_case_reference: str | None = None


@dataclass(frozen=True)
class _Typed:
    key: str
    sound: str
    birth: Birth
    nhs_number: str


@dataclass(frozen=True)
class _Compared:
    number: bool | None  # the same, different, or not known on one side
    born: bool | None
    name: bool | None
    close: bool  # nearly the same letters and the same sound
    part: str  # which part of the name is the same
    age_near: bool


def _agree(one: object, other: object) -> bool | None:
    return one == other if one and other else None


def _same_part(typed: str, kept: str) -> str:
    one, other = typed.split(), kept.split()
    if one and other and one[-1] == other[-1]:
        return "surname"
    return "first name" if one and other and one[0] == other[0] else ""


def _birth(row: Sequence[object]) -> Birth:
    born_on, age, on = row[4:7]
    return Birth(born_on=born_on, estimated_age=age, estimated_on=on)  # type: ignore[arg-type]


def _compare(
    typed: _Typed, row: tuple[int, str, str, str, object, object, object, str, bool], today: date
) -> _Compared:
    key, sound, number = row[2], row[3], row[7]
    kept = _birth(row)
    apart = letters_apart(typed.key, key) if typed.key and key else CLOSE + 1
    ages = (typed.birth.age_on(today), kept.age_on(today))
    return _Compared(
        number=_agree(typed.nhs_number, number),
        born=_agree(typed.birth.born_on, kept.born_on),
        name=_agree(typed.key, key),
        close=bool(key) and apart <= CLOSE and (sound == typed.sound or apart == 0),
        part=_same_part(typed.key, key),
        age_near=ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) <= AGE_GUESS,
    )


def _is_likely(found: _Compared) -> bool:
    if found.number:
        return True
    if found.number is False and not found.name:
        return False
    return bool(found.close and (found.born or (found.born is None and found.age_near)))


def _is_alike(found: _Compared) -> bool:
    return found.close or bool(found.born and found.part)


def _words(found: _Compared) -> str:
    same = []
    if found.number:
        same.append("NHS number")
    if found.born:
        same.append("date of birth")
    if found.name:
        same.append("name")
    elif found.part and not found.close:
        same.append(found.part)
    first = "Same " + ", same ".join(same) + "." if same else ""
    if found.close and not found.name:
        first = f"{first} The name sounds alike." if first else "Sounds alike."
    elif found.part and found.born and not found.close:
        first += f" Different {'first name' if found.part == 'surname' else 'surname'}."
    different = [
        word
        for word, agrees in (("date of birth", found.born), ("NHS number", found.number))
        if agrees is False
    ]
    return f"{first} Different {' and '.join(different)}." if different else first


def _wanted(typed: _Typed) -> Q | None:
    if not typed.nhs_number and not (typed.key and typed.birth.is_known):
        return None
    wanted = Q(nhs_number=typed.nhs_number) if typed.nhs_number else Q(pk__in=[])
    if typed.key and typed.birth.born_on:
        wanted |= Q(birth_date=typed.birth.born_on)
    if typed.sound:
        wanted |= Q(name_sound=typed.sound)
    return wanted


def _kept_records(ids: Iterable[int]) -> dict[int, int]:
    """Records that were joined to another lead to the one that is kept."""
    rows = SamePerson.objects.filter(other_id__in=list(ids), ended_at__isnull=True)
    return dict(rows.values_list("other_id", "kept_id"))


def _typed(name: str, birth: Birth, nhs_number: str) -> _Typed:
    return _Typed(name_key(name), name_sound(name), birth, nhs_number)


def suggestions(
    viewer: Viewer,
    *,
    service_id: int,
    name: str,
    birth: Birth,
    nhs_number: str,
    at: datetime,
    leave_out: Iterable[int] = (),
) -> list[Suggestion]:
    """Open records of the viewer's service that may be the person, likely ones first; nothing until there
    is enough.

    Enough is an NHS number, or a name with a birth date or an age. `leave_out` are records already looked
    at.
    """
    typed = _typed(name, birth, nhs_number)
    wanted = _wanted(typed)
    if wanted is None or service_id not in viewer.services():
        return []
    rows = Person.objects.filter(wanted, service_id=service_id, restricted=False)
    councils = viewer.councils_in(service_id)
    if councils is not None:
        rows = rows.filter(council_id__in=councils)
    today, shown, skip = day_in_london(at), dict[int, Suggestion](), set(leave_out)
    for row in rows.order_by("-id").values_list(*_COLUMNS)[:200]:
        found = _compare(typed, row, today)
        if row[0] not in skip and (_is_likely(found) or _is_alike(found)):
            shown[row[0]] = _suggestion(row, found, today)
    return _in_order(shown, skip)


def _suggestion(
    row: tuple[int, str, str, str, object, object, object, str, bool], found: _Compared, today: date
) -> Suggestion:
    birth = _birth(row)
    return Suggestion(
        person_id=row[0],
        name=row[1],
        birth_date=birth.born_on,
        age=birth.age_on(today),
        age_is_approximate=birth.is_approximate,
        likely=_is_likely(found),
        nhs_number_same=bool(found.number),
        birth_date_same=bool(found.born),
        name_same=bool(found.name),
        words=_words(found),
    )


def _in_order(shown: dict[int, Suggestion], skip: set[int]) -> list[Suggestion]:
    if not shown:
        return []
    kept = _kept_records(shown)
    merged: dict[int, Suggestion] = {}
    for person_id, suggestion in shown.items():
        into = kept.get(person_id, person_id)
        if into not in skip and (into not in merged or suggestion.likely):
            merged[into] = replace(suggestion, person_id=into)
    likely = [one for one in merged.values() if one.likely]
    alike = [one for one in merged.values() if not one.likely][:MOST_ALIKE]
    return likely[:MOST] + alike


def may_exist_elsewhere(
    viewer: Viewer, *, service_id: int, name: str, birth: Birth, nhs_number: str
) -> tuple[tuple[int, str], ...]:
    """Services (id, name) to ask, because a record the viewer may not see there could be this person's.

    Their own service is named when the record is restricted or belongs to a council the viewer is not
    granted.
    """
    typed = _typed(name, birth, nhs_number)
    exact = Q(pk__in=[])
    if typed.nhs_number:
        exact |= Q(nhs_number=typed.nhs_number)
    if typed.key and typed.birth.born_on:
        exact |= Q(birth_date=typed.birth.born_on, name_key=typed.key)
    hidden = ~Q(service_id=service_id) | Q(restricted=True)
    councils = viewer.councils_in(service_id)
    if councils is not None:
        hidden |= ~Q(council_id__in=councils)
    if not typed.nhs_number and not (typed.key and typed.birth.born_on):
        return ()
    rows = Person.objects.filter(exact, hidden).values_list("service_id", "service__name")
    return tuple(rows.distinct().order_by("service__name")[:MOST])
