"""No message can say who the person served is: every wording of the project, every gap, and everything that is they."""

import ast
import importlib
import pkgutil
from datetime import date
from typing import Any

import pytest

import onenumber
from onenumber.messaging.models import CarriesAPerson, Topic, Wording, own_words
from onenumber.messaging.models.wording import GAPS, SHAPES, plain
from onenumber.persons.models import Person
from tests.house.rooms import ROOT, SOURCE, python_files
from tests.onenumber.conftest import AT, County

NHS_NUMBER = "9990001013"
WHO = (
    "Ottoline Wrexcombe", "Wrexcombe", "Ottoline", "O.W.", "OW", "O W", "46", "aged 46", "46 years old", "46F",
    NHS_NUMBER, "999 000 1013", "999-000-1013", "4 March 1980", "04/03/1980", "1980-03-04", "7 Canary Wharfside",
    "Canary Wharfside", "WM1 4XY", "Flat 2", "07700 900771",
)  # fmt: skip
MADE_BY = {"_reference", "_colleague", "_area", "_moment", "_day", "_link", "plain", "own_words"}


def every_wording() -> list[Wording]:
    for found in pkgutil.walk_packages(onenumber.__path__, "onenumber."):
        if ".migrations" not in found.name and not found.name.startswith("onenumber.config"):
            importlib.import_module(found.name)
    return list(dict.fromkeys(Wording.every))


def sample(county: County) -> dict[str, Any]:
    return {
        "reference": "WM-26-1856", "colleague": county.practitioners["hub_amhp"], "area": county.locality, "time": AT,
        "day": AT, "own_words": "The board was slow", "link": "https://one.example/asks/abc:1x:def/",
        "references": ("WM-26-1856", "WM-26-1857"),
    }  # fmt: skip


def test_there_are_wordings_of_several_rooms() -> None:
    kinds = {wording.kind for wording in every_wording()}
    assert {
        "offer",
        "taken",
        "withdrawn",
        "answer",
        "unanswered",
        "back_up",
        "feedback",
        "follow_up",
    } <= kinds


def test_every_wording_says_something_and_no_gap_of_it_takes_who_the_person_is(county: County) -> None:
    person = Person(name="Ottoline Wrexcombe", birth_date=date(1980, 3, 4))
    took = []
    for wording in every_wording():
        sound = {name: sample(county).get(name, "s136") for name in wording.gaps()}
        said = wording.said(**sound)
        assert said.subject and said.body and "{" not in said.subject + said.body
        assert len(said.subject) <= 120 and said.stays_on_screen == ("own_words" in wording.gaps())
        for shape, what in SHAPES:
            assert not shape.search(f"{said.subject}\n{said.body}"), (wording, what)
        for gap in wording.gaps() - {"own_words"}:
            for value in (*WHO, person, person.birth_date, 46, [person.name]):
                try:
                    wording.said(**{**sound, gap: value})
                except CarriesAPerson:
                    continue
                took.append((wording.kind, gap, value))
    assert took == []


def test_somebodys_own_words_stay_on_screen_and_carry_no_number_of_a_person() -> None:
    for words in ("He is 46 years old", "NHS 999 000 1013", "lives at WM1 4XY", "born 04/03/1980", "aged 46"):
        with pytest.raises(CarriesAPerson):
            own_words(words)
    assert own_words("WM-26-1856: ring 01632 960001 before 14:20") != ""


def test_a_wording_has_no_gap_for_a_person() -> None:
    for gap in ("name", "person", "initials", "age", "nhs_number", "address", "birth_date"):
        with pytest.raises(CarriesAPerson, match="no gap for"):
            Wording("made up", Topic.ASKED, f"About {{{gap}}}", ("x",))
        assert gap not in GAPS
    with pytest.raises(CarriesAPerson, match="postcode"):
        Wording("made up", Topic.ASKED, "Come to WM1 4XY", ("x",))
    with pytest.raises(CarriesAPerson, match="no gap for area"):
        Wording("made up", Topic.ASKED, "Come", ("Come to {reference}",)).said(area="North Moor")
    Wording.every[:] = [each for each in Wording.every if each.kind != "made up"]


def test_only_a_wording_makes_what_a_message_says() -> None:
    """`Said(` is called in wording.py alone, and a Message is made by `write_message` alone."""
    made = []
    for path in python_files(SOURCE / "onenumber"):
        if "demo" in path.parts:  # the replay has a Said of its own: what a page said
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "Said" or called.endswith(("Message.objects.create", "Message.objects.bulk_create")):
                made.append(f"{path.relative_to(ROOT)}: {called}")
    assert sorted(made) == [
        "src/onenumber/messaging/actions/write_message.py: Message.objects.create",
        "src/onenumber/messaging/models/wording.py: Said",
    ]


def test_plain_words_are_the_words_of_the_work() -> None:
    for words in (
        "s136",
        "s5(4)",
        "s6(1)(a)",
        "a consideration under s13",
        "by end of Mon 7 Dec",
        "ends Wed 13:25",
    ):
        assert plain(words) == words
