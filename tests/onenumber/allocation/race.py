"""Sixteen at once on a database of its own: run as a program, it prints what each of them was answered, as JSON.

It runs outside pytest because threads need commits, and what is kept cannot be emptied between tests.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")

import django
from django.core.management import call_command
from django.db import connection

from tests import empty_database

CLIENTS = 16
Answer = tuple[str, str]


def at_once(functions: list[Callable[[], Answer]]) -> list[Answer]:
    """Start all at the same moment, each on its own connection."""
    barrier, answers = threading.Barrier(len(functions)), [("", "")] * len(functions)

    def run(place: int) -> None:
        barrier.wait()
        try:
            answers[place] = functions[place]()
        except Exception as problem:
            answers[place] = (type(problem).__name__, str(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def doctors_at_once(county: Any, case: Any) -> dict[str, Any]:
    """Every doctor asked for one case says yes at the same moment, by their own link."""
    from onenumber.allocation.actions import answer_ask
    from onenumber.allocation.models import Ask
    from onenumber.allocation.policies import asked_one
    from tests.onenumber.allocation.arranging import ask_all, make_doctor, with_settings
    from tests.onenumber.conftest import AT

    people = [make_doctor(with_settings(county), f"Dr {n:02}", number=100 + n) for n in range(CLIENTS)]
    asks, at = ask_all(county, case, people), AT + timedelta(minutes=3)

    def saying_yes(ask: Any) -> Callable[[], Answer]:
        def say() -> Answer:
            there = AT + timedelta(hours=1)
            said = answer_ask(
                by=asked_one(ask, at=at), at=at, ask=ask, yes=True, how="link", expected_from=there
            )
            return (said.answer, said.whom)

        return say

    answers = at_once([saying_yes(ask) for ask in asks])
    kept = Ask.objects.filter(case=case).order_by("place").values_list("answer", "place")
    return {"answers": answers, "kept": sorted(map(list, kept), key=str)}


def main() -> None:
    """Four races: one case, one AMHP, one form, and the two places of a case's doctors."""
    django.setup()
    empty_database.make(lambda: call_command("migrate", verbosity=0))
    from onenumber.access.queries import viewer_for
    from onenumber.allocation.actions import accept_offer, decline_offer, send_offers
    from onenumber.allocation.models import Offer
    from onenumber.cases.models import Commitment, OpenCase
    from tests.onenumber.cases.making import make_case
    from tests.onenumber.conftest import AT, make_county

    county, later = make_county(), AT + timedelta(minutes=3)
    keys = [f"amhp{number}" for number in range(CLIENTS)]
    for number, key in enumerate(keys):
        county.add_user(
            key, name=f"AMHP {number}", role="locality_amhp", service=county.westmoor, hats=("amhp",)
        )
    hub = county.viewer("hub_amhp")

    def offer(case: object, *asked: str) -> list[Offer]:
        numbers = [county.practitioners[key].pk for key in asked]
        return send_offers(
            by=hub,
            at=AT,
            case=case,
            practitioner_ids=numbers,
            together=True,
            answer_minutes=10,  # type: ignore[arg-type]
        )

    def accepting(one: Offer, key: str, form: object = None) -> Callable[[], Answer]:
        viewer = viewer_for(county.users[key], at=later)

        def accept() -> Answer:
            held = accept_offer(by=viewer, at=later, offer=one, key=form)  # type: ignore[arg-type]
            return ("accepted", held.case.reference)

        return accept

    one_case = make_case(county)
    offers = offer(one_case, *keys)
    first = at_once([accepting(each, key) for each, key in zip(offers, keys, strict=True)])
    winner = Commitment.objects.select_related("practitioner").get(case=one_case)
    told = {
        "answers": first, "winner": winner.practitioner.name, "reference": one_case.reference,
        "offers": sorted(Offer.objects.filter(case=one_case).values_list("answer", flat=True)),
        "stored": OpenCase.objects.get(pk=one_case.pk).holder,
    }  # fmt: skip

    free = next(key for key in keys if county.practitioners[key].pk != winner.practitioner_id)
    many = [offer(make_case(county), free)[0] for _ in range(CLIENTS)]
    second = at_once([accepting(each, free) for each in many])
    held = Commitment.objects.select_related("case").get(practitioner=county.practitioners[free])
    amhp = {"answers": second, "reference": held.case.reference}

    other = next(
        key
        for key in keys
        if county.practitioners[key].pk not in {winner.practitioner_id, held.practitioner_id}
    )
    [single] = offer(make_case(county), other)
    form, viewer = uuid4(), viewer_for(county.users[other], at=later)

    def decline() -> Answer:
        decline_offer(by=viewer, at=later, offer=single, key=form)
        return ("declined", "")

    third = at_once([decline] * CLIENTS)
    doctors = doctors_at_once(county, make_case(county))
    print(json.dumps({"case": told, "amhp": amhp, "form": {"answers": third}, "doctors": doctors}))


if __name__ == "__main__":
    main()
