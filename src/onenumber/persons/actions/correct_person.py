"""Correct one value of a person's record: the record shows the new value, the correction keeps the old."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from amhp.calendar import day_in_london, read_birth
from amhp.dataset import find_code
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, PersonCorrection
from onenumber.persons.policies import may_change_person
from onenumber.persons.queries import birth_of, is_unknown, name_key, name_sound, read_nhs_number

YES_NO = {"yes": True, "no": False, "": None}


class CannotCorrect(ValueError):
    """The field is not one that can be corrected, or the value is not one it can hold."""


def _name(person: Person, value: str, at: datetime) -> tuple[str, ...]:
    person.name = "" if is_unknown(value) else " ".join(value.split())[:200]
    person.name_key, person.name_sound = name_key(person.name), name_sound(person.name)
    return ("name", "name_key", "name_sound")


def _birth(person: Person, value: str, at: datetime) -> tuple[str, ...]:
    birth = read_birth(value or "not known", on=day_in_london(at))
    person.birth_date, person.age_estimate = birth.born_on, birth.estimated_age
    person.age_estimated_on = birth.estimated_on
    return ("birth_date", "age_estimate", "age_estimated_on")


def _number(person: Person, value: str, at: datetime) -> tuple[str, ...]:
    person.nhs_number = read_nhs_number(value, synthetic=person.service.synthetic)
    return ("nhs_number",)


def _text(field: str) -> Callable[[Person, str, datetime], tuple[str, ...]]:
    def keep(person: Person, value: str, at: datetime) -> tuple[str, ...]:
        longest = getattr(Person._meta.get_field(field), "max_length", 0)
        if len(value) > longest:
            raise CannotCorrect(f"Use {longest} characters or fewer.")
        setattr(person, field, value)
        return (field,)

    return keep


def _code(field: str, code_list: str) -> Callable[[Person, str, datetime], tuple[str, ...]]:
    def keep(person: Person, value: str, at: datetime) -> tuple[str, ...]:
        if value and find_code(code_list, value, on=day_in_london(at)) is None:
            raise CannotCorrect("Choose one of the answers offered.")
        setattr(person, field, value)
        return (field,)

    return keep


def _yes_no(field: str) -> Callable[[Person, str, datetime], tuple[str, ...]]:
    def keep(person: Person, value: str, at: datetime) -> tuple[str, ...]:
        answer = YES_NO.get(value.casefold(), value)
        if isinstance(answer, str):
            raise CannotCorrect("Answer yes or no.")
        setattr(person, field, answer)
        return (field,)

    return keep


KEEP: dict[str, Callable[[Person, str, datetime], tuple[str, ...]]] = {
    "name": _name,
    "birth_date": _birth,
    "nhs_number": _number,
    "address": _text("address"),
    "telephone": _text("telephone"),
    "language_or_help": _text("language_or_help"),
    "gender_identity": _code("gender_identity", "GENDER"),
    "ethnic_category": _code("ethnic_category", "ETHNICITY_2001"),
    "language": _code("language", "LANGUAGE"),
    "ld_autism": _code("ld_autism", "LD_AUTISM"),
    "interpreter_needed": _yes_no("interpreter_needed"),
}


def _as_words(person: Person, field: str) -> str:
    if field == "birth_date":
        birth = birth_of(person)
        if birth.born_on:
            return birth.born_on.isoformat()
        return f"age {birth.estimated_age}" if birth.estimated_age is not None else ""
    value = getattr(person, field)
    return (
        {True: "yes", False: "no", None: ""}[value]
        if isinstance(value, bool) or value is None
        else str(value)
    )


@action("person.corrected", policy=may_change_person)
def correct_person(
    *, by: Viewer, at: datetime, person: Person, field: str, value: str, reason: str, key: UUID | None = None
) -> Done[PersonCorrection]:
    """Write the new value and keep what it was, with the reason. Raises `CannotCorrect` and the readers'
    errors.
    """
    if field not in KEEP:
        raise CannotCorrect(f"Choose what to correct: {', '.join(KEEP)}.")
    current = (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .select_related("service")
        .get(pk=person.pk)
    )
    was = _as_words(current, field)
    current.save(update_fields=KEEP[field](current, value.strip(), at))
    correction = PersonCorrection.objects.create(
        person=current, field=field, was=was, now_is=_as_words(current, field), reason=reason, happened_at=at,
        recorded_at=at, by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    return Done(correction, subject=f"person {current.pk}", service_id=current.service_id, fields=(field,))
