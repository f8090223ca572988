"""Those who serve by their names, and the persons served."""

from collections.abc import Iterable
from dataclasses import dataclass

from onenumber.access.models import User
from onenumber.demo.actions._insert import insert
from onenumber.demo.county.staff import Staff
from onenumber.demo.county.told_contacts import PersonTold
from onenumber.organisations.models import Locality, Organisation, Service
from onenumber.persons.models import Person
from onenumber.persons.queries import name_key, name_sound
from onenumber.workforce.models import Practitioner


@dataclass(frozen=True)
class Written:
    """What is in the database already: the service, its places, its people."""

    service: Service
    council: Organisation
    areas: dict[str, Locality]
    users: dict[str, User]
    practitioners: dict[str, Practitioner]

    @classmethod
    def of(cls, service: Service) -> "Written":
        """Read it, by name."""
        return cls(
            service=service,
            council=service.councils.get(),
            areas={area.name: area for area in Locality.objects.filter(service=service)},
            users={user.email: user for user in User.objects.all()},
            practitioners={person.name: person for person in Practitioner.objects.filter(service=service)},
        )

    def author(self, who: Staff) -> dict[str, object]:
        """The columns that say who wrote something down."""
        return {"by_id": self.users[who.email].pk, "by_name": who.name}


def write_persons(told: Iterable[PersonTold], written: Written) -> dict[int, Person]:
    """The persons by their number in the telling."""
    told = list(told)
    rows = [
        Person(
            service=written.service,
            council=written.council,
            name=person.name,
            name_key=name_key(person.name),
            name_sound=name_sound(person.name),
            birth_date=person.birth_date,
            age_estimate=person.age_estimate,
            age_estimated_on=person.recorded_at.date() if person.age_estimate is not None else None,
            nhs_number=person.nhs_number,
            address=person.address,
            telephone=person.telephone,
            language_or_help=person.language_or_help,
            interpreter_needed=person.interpreter_needed,
            gender_identity=person.gender_identity,
            ethnic_category=person.ethnic_category,
            language=person.language,
            ld_autism=person.ld_autism,
            restricted=person.restricted,
            recorded_at=person.recorded_at,
        )
        for person in told
    ]
    insert(rows)
    return {person.number: row for person, row in zip(told, rows, strict=True)}
