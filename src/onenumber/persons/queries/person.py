"""Reading one person: only in the viewer's services, and only when their standing with the record is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amhp.calendar import Birth, say_date
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, PersonCorrection, Relative, StaffSafetyAlert
from onenumber.persons.queries.names import is_unknown
from onenumber.records.prepared_records import PreparedRecords


def person(viewer: Viewer, person_id: int) -> Person | None:
    """The record if it is in one of the viewer's services; whether it may be opened the policy says."""
    found = Person.objects.filter(pk=person_id, service_id__in=viewer.services()).first()
    councils = viewer.councils_in(found.service_id) if found else None
    return None if found and councils is not None and found.council_id not in councils else found


def birth_of(record: Person) -> Birth:
    """The birth date or the estimated age, as the calendar knows them."""
    return Birth(
        born_on=record.birth_date, estimated_age=record.age_estimate, estimated_on=record.age_estimated_on
    )


def age_of(record: Person, *, on: date) -> int | None:
    """Age in whole years on a day, exact or estimated; None when neither is known."""
    return birth_of(record).age_on(on)


def born_words(record: Person, *, on: date) -> str:
    """The birth date with the age on a day, or what is known instead."""
    age = age_of(record, on=on)
    if record.birth_date is not None:
        return f"{say_date(record.birth_date)} (age {age})"
    return f"about {age} years old" if age is not None else "birth date not known"


def person_line(record: Person | None, reference: str, *, on: date) -> str:
    """Name, birth date and reference: on every sheet."""
    if record is None:
        return f"Person not known. {reference}"
    born = f"{'born ' if record.birth_date else ''}{born_words(record, on=on)}"
    return f"{record.name or 'Name not known'}, {born}. {reference}"


def initials(name: str) -> str:
    """The letters the board shows.

    >>> initials("Mary Ann O'Dowd"), initials("Not known")
    ('MO', '')
    """
    words = [] if is_unknown(name) else [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else ""


@dataclass(frozen=True)
class AboutPerson:
    """What is kept beside a person: what colleagues must know, who is close, and what was corrected."""

    alerts: Sequence[StaffSafetyAlert]
    relatives: Sequence[Relative]
    corrections: Sequence[PersonCorrection]


ALERTS = PreparedRecords(
    StaffSafetyAlert,
    lambda person_id: StaffSafetyAlert.objects.filter(person=person_id, ended_at__isnull=True).order_by(
        "-recorded_at"
    ),
    {"person_id": int},
)
RELATIVES = PreparedRecords(
    Relative,
    lambda person_id: Relative.objects.filter(
        person=person_id, corrected_by__isnull=True, struck_out=False
    ).order_by("recorded_at"),
    {"person_id": int},
)
CORRECTIONS = PreparedRecords(
    PersonCorrection,
    lambda person_id: PersonCorrection.objects.filter(person=person_id).order_by("-recorded_at"),
    {"person_id": int},
)


def about(record: Person) -> AboutPerson:
    """Open alerts, relatives as they are now known, and corrections with the newest first (three queries)."""
    return AboutPerson(
        alerts=ALERTS.all(person_id=record.pk),
        relatives=RELATIVES.all(person_id=record.pk),
        corrections=CORRECTIONS.all(person_id=record.pk),
    )
