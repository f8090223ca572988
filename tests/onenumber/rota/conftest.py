"""Westmoor in small: one service, two localities, three practitioners, two of them with a sign-in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from onenumber.access.models import User
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.organisations.models import Locality, Organisation, Service
from onenumber.workforce.models import Hat, Practitioner

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass
class Small:
    """What the tests of the duty list stand on."""

    service: Service
    other: Service
    ashmoor: Locality
    estuary: Locality
    dilys: Practitioner
    nadia: Practitioner
    ify: Practitioner

    def viewer(
        self, role: str, *, practitioner: Practitioner | None = None, service: Service | None = None
    ) -> Viewer:
        """Somebody with one role in the service."""
        user_id = practitioner.user_id if practitioner and practitioner.user_id else 900
        held = GrantHeld(role, (service or self.service).pk)
        return Viewer(user_id, "A. Viewer", (held,), NOW, practitioner.pk if practitioner else None)


def a_service(name: str, prefix: str, council: Organisation) -> Service:
    return Service.objects.create(
        name=name,
        short_name=name,
        prefix=prefix,
        mode="COMBINED",
        provider=council,
        one_number="01632 960 140",
    )


def a_practitioner(service: Service, name: str, *, email: str = "", kind: str = "amhp") -> Practitioner:
    user = User.objects.create_user(email=email, name=name) if email else None
    made = Practitioner.objects.create(
        service=service, user=user, name=name, email=email, telephone="07700 900 101"
    )
    Hat.objects.create(
        practitioner=made,
        kind=kind,
        authority="Westmoor County Council",
        begins_on=date(2024, 1, 1),
        ends_on=date(2026, 12, 1),
    )
    return made


@pytest.fixture
def small(db: None) -> Small:
    council = Organisation.objects.create(name="Westmoor County Council", kind="council")
    service = a_service("Westmoor AMHP service", "WM", council)
    other = a_service("Netherdale AMHP service", "ND", council)
    areas = {
        name: Locality.objects.create(service=service, council=council, code=name.upper(), name=name)
        for name in ("Ashmoor", "Estuary")
    }
    return Small(
        service,
        other,
        areas["Ashmoor"],
        areas["Estuary"],
        a_practitioner(service, "Dilys Probert", email="dilys.probert@westmoor.example"),
        a_practitioner(service, "Nadia Karim", email="nadia.karim@westmoor.example", kind="edt"),
        a_practitioner(service, "Ify Nwosu"),
    )
