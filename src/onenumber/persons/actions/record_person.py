"""Record a person served for the first time."""

from datetime import date, datetime

from amhp.calendar import day_in_london
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.models import Person
from onenumber.persons.policies import may_work_in
from onenumber.persons.queries import is_unknown, name_key, name_sound
from onenumber.records.prepared_writes import add_row


@action("person.recorded", policy=may_work_in)
def record_person(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    council: Organisation,
    name: str,
    birth_date: date | None = None,
    age_estimate: int | None = None,
    nhs_number: str = "",
    language_or_help: str = "",
    address: str = "",
    telephone: str = "",
) -> Done[Person]:
    """A new record; what is not known stays empty, and a birth date needs no estimate beside it."""
    known = "" if is_unknown(name) else " ".join(name.split())
    estimate = age_estimate if birth_date is None else None
    person = Person(
        service=service,
        council=council,
        name=known,
        name_key=name_key(known),
        name_sound=name_sound(known),
        birth_date=birth_date,
        age_estimate=estimate,
        age_estimated_on=None if estimate is None else day_in_london(at),
        nhs_number=nhs_number,
        language_or_help=language_or_help,
        address=address,
        telephone=telephone,
        recorded_at=at,
    )
    add_row(person)
    return Done(person, subject=f"person {person.pk}", service_id=service.pk)
