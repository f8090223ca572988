"""A small county for every test of the service: two services, three councils, one user of each role.

Westmoor (prefix WM) is the service under test, with two councils and a locality in each; Eastmere (EM) is the
foreign tenant that must never see it. All invented. `client_for("hub_amhp")` is a signed-in browser,
`viewer("hub_amhp")` the actor for actions and queries, `clock` holds the service's clock still.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from django.conf import settings as django_settings
from django.test import Client

from onenumber.access.models import ROLES, Grant, Role, User
from onenumber.access.queries import viewer_for
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Organisation, Place, Service, ServiceCouncil, Team
from onenumber.records import clock as records_clock
from onenumber.workforce.models import Hat, Practitioner

AT = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)  # the Tuesday of the screens
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
SERVING: dict[str, tuple[str, ...]] = {  # the hats of each role that serves; the others have no practitioner
    Role.HUB_AMHP: ("amhp",),
    Role.LOCALITY_AMHP: ("amhp",),
    Role.EDT_OFFICER: ("amhp", "edt"),
    Role.AMHP_LEAD: ("amhp",),
    Role.TRAINEE: ("trainee",),
}
NAMES = {
    Role.HUB_AMHP: "Dilys Probert",
    Role.LOCALITY_AMHP: "Omar Farouk",
    Role.EDT_OFFICER: "Ruth Nkemelu",
    Role.AMHP_LEAD: "Helen Ashdown",
    Role.MANAGER: "Piotr Malik",
    Role.AUDITOR: "Grace Tolland",
    Role.TRAINEE: "Jamie Quill",
    Role.SUPPORT: "Asha Verma",
    Role.ANALYST: "Colm Brady",
    Role.SYSTEM_ADMIN: "Sunita Rao",
}


@dataclass
class Clock:
    """The service's clock, held still; `at` may be moved."""

    at: datetime = AT

    def now(self) -> datetime:
        return self.at

    def forward(self, **length: float) -> datetime:
        """Move on by a timedelta's arguments, such as minutes=31."""
        self.at += timedelta(**length)
        return self.at


class Joining(NamedTuple):
    """Somebody who joins a service: with hats, as a practitioner too."""

    key: str
    name: str
    role: str
    service: Service
    hats: tuple[str, ...] = ()
    council: Organisation | None = None


@dataclass
class County:
    """What the tests reach for by name."""

    westmoor: Service
    eastmere: Service
    council: Organisation
    other_council: Organisation
    foreign_council: Organisation
    trust: Organisation
    locality: Locality
    other_locality: Locality
    foreign_locality: Locality
    users: dict[str, User] = field(default_factory=dict)
    practitioners: dict[str, Practitioner] = field(default_factory=dict)

    def viewer(self, role: str, at: datetime = AT) -> Viewer:
        """The viewer of a role, or `foreign` for the hub AMHP of Eastmere."""
        return viewer_for(self.users[role], at=at)

    def add_user(
        self,
        key: str,
        *,
        name: str,
        role: str,
        service: Service,
        council: Organisation | None = None,
        hats: tuple[str, ...] = (),
    ) -> User:
        """One more user under a key of your own, with a grant and (given hats) a practitioner."""
        self.add_users([Joining(key, name, role, service, hats, council)])
        return self.users[key]

    def add_users(self, joining: Iterable[Joining]) -> None:
        """Several at once: every test begins with some."""
        people = list(joining)
        users = [
            User(email=f"{one.key}@{one.service.prefix.lower()}.example", name=one.name) for one in people
        ]
        for user in users:
            user.set_unusable_password()
        self.users |= zip((one.key for one in people), User.objects.bulk_create(users), strict=True)
        Grant.objects.bulk_create(
            Grant(
                user=self.users[one.key],
                service=one.service,
                council=one.council,
                role=one.role,
                begins_at=LONG_AGO,
            )
            for one in people
        )
        wearing = [one for one in people if one.hats]
        practitioners = Practitioner.objects.bulk_create(
            Practitioner(
                service=one.service,
                user=self.users[one.key],
                name=one.name,
                telephone=f"01632 9600{number:02}",
                email=self.users[one.key].email,
                locality=self.locality if one.service == self.westmoor else self.foreign_locality,
                employer="Westmoor County Council",
            )
            for number, one in enumerate(wearing, len(self.practitioners))
        )
        self.practitioners |= zip((one.key for one in wearing), practitioners, strict=True)
        Hat.objects.bulk_create(
            Hat(
                practitioner=self.practitioners[one.key],
                kind=kind,
                authority=one.service.name,
                begins_on=date(2020, 1, 1),
                ends_on=date(2099, 12, 31),
            )
            for one in wearing
            for kind in one.hats
        )


def _service(name: str, prefix: str, provider: Organisation, councils: tuple[Organisation, ...]) -> Service:
    made = Service.objects.create(
        name=f"{name} AMHP service",
        short_name=name,
        prefix=prefix,
        mode=Service.Mode.COMBINED,
        provider=provider,
        one_number="01632 960001",
        synthetic=True,
    )
    ServiceCouncil.objects.bulk_create(ServiceCouncil(service=made, council=council) for council in councils)
    return made


def _places(service: Service, locality: Locality, prefix: str) -> None:
    Place.objects.create(service=service, locality=locality, name=f"{prefix} Infirmary", kind="hospital")
    Team.objects.create(service=service, locality=None, code="hub", name="Hub")
    Team.objects.create(service=service, locality=locality, code=locality.code, name=f"{locality.name} team")


def make_county() -> County:
    """The rows; call the fixture `county` instead unless a test manages its own database."""
    council, other, foreign = (
        Organisation.objects.create(name=name, kind=Organisation.Kind.COUNCIL, code_gss=code)
        for name, code in (
            ("Westmoor County Council", "E10009901"),
            ("Aldermouth City Council", "E06009902"),
            ("Eastmere Borough Council", "E06009903"),
        )
    )
    trust = Organisation.objects.create(name="Westmoor Partnership NHS Trust", kind="trust", code_ods="RZZ")
    westmoor, eastmere = (
        _service("Westmoor", "WM", council, (council, other)),
        _service("Eastmere", "EM", foreign, (foreign,)),
    )
    locality, other_locality, foreign_locality = (
        Locality.objects.create(service=service, council=area, code=code, name=name)
        for service, area, code, name in (
            (westmoor, council, "NORTH", "North Moor"),
            (westmoor, other, "CITY", "Aldermouth"),
            (eastmere, foreign, "MERE", "Mereside"),
        )
    )
    _places(westmoor, locality, "Westmoor")
    _places(eastmere, foreign_locality, "Eastmere")
    county = County(
        westmoor, eastmere, council, other, foreign, trust, locality, other_locality, foreign_locality
    )
    own = [Joining(role, NAMES[role], role, westmoor, SERVING.get(role, ())) for role in ROLES]
    county.add_users([*own, Joining("foreign", "Frank Eastley", Role.HUB_AMHP, eastmere, ("amhp",))])
    return county


def sign_in(client: Client, user: User) -> Client:
    """Sign a test browser in as the real page would leave it: password and second factor both given."""
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}, {"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture(autouse=True)
def _as_many_forms_as_a_test_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_settings, "POSTS_A_MINUTE", 1_000_000)


@pytest.fixture
def county(db: None) -> County:
    """Westmoor and Eastmere."""
    return make_county()


@pytest.fixture
def viewer(county: County) -> Callable[..., Viewer]:
    """`viewer("hub_amhp")`, or `viewer("foreign")`; at=AT unless told otherwise."""
    return county.viewer


@pytest.fixture
def client_for(county: County) -> Callable[[str], Client]:
    """`client_for("hub_amhp")` is a signed-in browser; `client_for("signed_out")` one that is not."""

    def make(role: str) -> Client:
        client = Client()
        return client if role == "signed_out" else sign_in(client, county.users[role])

    return make


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """The service's clock held still at AT; `clock.at = …` or `clock.forward(minutes=31)` moves it."""
    held = Clock()
    monkeypatch.setattr(records_clock, "now", held.now)
    yield held
