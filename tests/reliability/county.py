"""Fills an empty database for the tests of races and kills, as a program of its own, and prints who is signed in.

    python -m tests.reliability.county

Five hub AMHPs with a case each to write on, sixteen AMHPs offered one case, and one AMHP offered sixteen.
The sign-ins are
made here: what is tested is what happens after it. All invented.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import django

from onenumber.records.wall import be_the_service_itself

AT_ONCE = 16
WRITERS = 5


def _person_and_case(county: Any, at: datetime, number: int) -> Any:
    from onenumber.cases.actions import open_from_contact
    from onenumber.intake.models import ContactFacts
    from onenumber.persons.actions import record_person

    hub = county.viewer("hub_amhp", at)
    name = f"Leah Marsh {ascii_lowercase[number]}"
    person = record_person(by=hub, at=at, service=county.westmoor, council=county.council, name=name)
    facts = ContactFacts(
        kind="referral", received_at=at, locality=county.locality, caller_role="Ward", place="Ward 3"
    )
    return open_from_contact(by=hub, at=at, service=county.westmoor, facts=facts, person=person)


def _on_duty(county: Any, at: datetime, key: str, kind: str) -> None:
    from onenumber.rota.actions import record_duty

    record_duty(
        by=county.viewer("amhp_lead", at), at=at, service=county.westmoor, practitioner=county.practitioners[key],
        kind=kind, locality=county.locality, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=9),
    )  # fmt: skip


def _cookie(user: Any) -> str:
    """A signed-in session of this user."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _offer(county: Any, at: datetime, case: Any, keys: list[str]) -> list[int]:
    from onenumber.allocation.actions import send_offers

    numbers = [county.practitioners[key].pk for key in keys]
    sent = send_offers(
        by=county.viewer("hub_amhp", at),
        at=at,
        case=case,
        practitioner_ids=numbers,
        together=True,
        answer_minutes=60,
    )
    by_practitioner = {offer.practitioner_id: offer.pk for offer in sent}
    return [by_practitioner[number] for number in numbers]


def make() -> dict[str, Any]:
    """The county, and what a test has to know of it."""
    import onenumber
    from onenumber.access.models import Role
    from onenumber.organisations.queries import read_service_file
    from onenumber.records import clock
    from tests.onenumber.conftest import make_county

    at, county = clock.now(), make_county()
    file = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
    county.westmoor.settings = dict(read_service_file(file.read_text()).settings)
    county.westmoor.save()
    type(county.westmoor).objects.exclude(pk=county.westmoor.pk).update(settings=county.westmoor.settings)
    amhps = [f"amhp {number}" for number in range(AT_ONCE)]
    for key in amhps:
        name = f"Amhp {ascii_uppercase[int(key.split()[1])]}"
        county.add_user(key, name=name, role=Role.LOCALITY_AMHP, service=county.westmoor, hats=("amhp",))
        _on_duty(county, at, key, "locality")
    writers = [f"writer {number}" for number in range(WRITERS)]
    for key in writers:
        county.add_user(key, name=key.title(), role=Role.HUB_AMHP, service=county.westmoor, hats=("amhp",))
    for key in ("hub_amhp", *writers):
        _on_duty(county, at, key, "hub")
    wanted = _person_and_case(county, at, 25)
    several = [_person_and_case(county, at, number) for number in range(AT_ONCE)]
    written_on = [_person_and_case(county, at, number) for number in range(WRITERS)]
    _on_duty(county, at, "locality_amhp", "locality")
    return {
        "cookies": {
            key: _cookie(county.users[key]) for key in (*amhps, *writers, "hub_amhp", "locality_amhp")
        },
        "names": {key: county.users[key].name for key in amhps},
        "one_case": wanted.reference,
        "one_case_offers": dict(zip(amhps, _offer(county, at, wanted, amhps), strict=True)),
        "one_amhp_offers": {
            case.reference: _offer(county, at, case, ["locality_amhp"])[0] for case in several
        },
        "written_on": [case.reference for case in written_on],
    }


def main() -> None:
    """Make the tables, fill them, print what was made."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
    be_the_service_itself()
    django.setup()
    from django.core.management import call_command

    from tests import empty_database

    empty_database.make(lambda: call_command("migrate", verbosity=0, interactive=False))
    call_command("createcachetable", verbosity=0)
    json.dump(make(), sys.stdout)


if __name__ == "__main__":
    main()
