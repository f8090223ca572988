"""The people of a service arrive as a file: users with their roles, practitioners with their hats.

Loading the same file again changes nothing. Somebody who is not in the file is left alone; a role that the
file no longer gives to somebody it names ends now.
"""

from dataclasses import dataclass
from datetime import datetime

from onenumber.access.models import Grant, User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Organisation, Service
from onenumber.organisations.queries import has_setting, localities, setting
from onenumber.workforce.actions.change_practitioner import change_practitioner
from onenumber.workforce.actions.record_hat import record_hat
from onenumber.workforce.actions.record_practitioner import record_practitioner
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.people_file import BadPeopleFile, RowProblem, TypedPerson, read_people
from onenumber.workforce.policies import may_keep_people


@dataclass(frozen=True)
class PeopleLoaded:
    """How many of each the file named."""

    users: int
    practitioners: int


class _Words:
    """Localities, councils and skills of a service by the words a file uses."""

    def __init__(self, service: Service) -> None:
        self.areas = {
            word.casefold(): area for area in localities(service) for word in (area.name, area.code)
        }
        self.councils = {council.name.casefold(): council for council in service.councils.all()}
        self.skills = set(setting(service, "skills")) if has_setting(service, "skills") else set()

    def problem_of(self, person: TypedPerson) -> str:
        """What the service does not know of this row; empty when all is known."""
        if person.locality and person.locality.casefold() not in self.areas:
            return f"there is no locality {person.locality}."
        if person.council and person.council.casefold() not in self.councils:
            return f"the service does not act for {person.council}."
        unknown = [code for code in person.skills.split() if code not in self.skills]
        return f"there is no skill {', '.join(unknown)} in the service's settings." if unknown else ""

    def area(self, person: TypedPerson) -> Locality | None:
        """Where the person works."""
        return self.areas.get(person.locality.casefold())

    def council(self, person: TypedPerson) -> Organisation | None:
        """The one council the person's roles are for, if any."""
        return self.councils.get(person.council.casefold())


@action("people.loaded", policy=may_keep_people)
def load_people(*, by: Viewer, at: datetime, service: Service, text: str) -> Done[PeopleLoaded]:
    """Everyone in the file. Raises BadPeopleFile with every problem by row; nothing is kept then."""
    people, words = read_people(text), _Words(service)
    problems = [RowProblem(p.row, said) for p in people if (said := words.problem_of(p))]
    if problems:
        raise BadPeopleFile(problems)
    users = practitioners = 0
    for person in people:
        user = _user(person, words, service, at) if person.roles else None
        if person.hats:
            area = words.area(person)
            _practitioner(by=by, at=at, service=service, person=person, area=area, user=user)
        users, practitioners = users + bool(user), practitioners + bool(person.hats)
    result = PeopleLoaded(users, practitioners)
    return Done(result, subject=f"people of {service.prefix}", service_id=service.pk, leads_to="/people/")


def _user(person: TypedPerson, words: _Words, service: Service, at: datetime) -> User:
    user = User.objects.filter(email__iexact=person.email).first()
    if user is None:
        user = User.objects.create_user(email=person.email, name=person.name)
    elif user.name != person.name:
        user.name = person.name
        user.save(update_fields=["name"])
    council = words.council(person)
    held = Grant.objects.filter(user=user, service=service, ends_at__isnull=True)
    kept = held.filter(role__in=person.roles, council=council)
    held.exclude(pk__in=kept.values("pk")).update(ends_at=at)
    standing = set(kept.values_list("role", flat=True))
    Grant.objects.bulk_create(
        Grant(user=user, service=service, council=council, role=role, begins_at=at)
        for role in person.roles
        if role not in standing
    )
    return user


def _practitioner(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    person: TypedPerson,
    area: Locality | None,
    user: User | None,
) -> None:
    own = Practitioner.objects.filter(service=service)
    same = own.filter(email__iexact=person.email) if person.email else own.filter(name__iexact=person.name)
    practitioner = same.first() or record_practitioner(by=by, at=at, service=service, name=person.name)
    details = {
        "name": person.name,
        "telephone": person.telephone,
        "email": person.email,
        "employer": person.employer,
        "locality": area,
        "skills": person.skills,
        "languages": person.languages,
        "user_id": user.pk if user else None,
    }
    if any(getattr(practitioner, name) != value for name, value in details.items()):
        change_practitioner(by=by, at=at, practitioner=practitioner, changes=details)
    for hat in person.hats:
        known = Hat.objects.filter(practitioner=practitioner, kind=hat.kind, begins_on=hat.begins_on)
        if not known.update(authority=person.authority, ends_on=hat.ends_on):
            record_hat(by=by, at=at, practitioner=practitioner, authority=person.authority, **vars(hat))
