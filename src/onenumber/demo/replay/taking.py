"""Take a contact: a draft at once, kept as it is typed, a question about who it is, then saved.

What the contact must be from then on follows from what was typed here and from the answer, and from nothing else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from onenumber.demo.county.duties import LONDON
from onenumber.demo.county.told_contacts import ContactTold
from onenumber.demo.replay.browser import Answer, Browser
from onenumber.demo.replay.ledger import Fate, KnownCase, KnownContact, type_of_row
from onenumber.demo.replay.pages import Form, FormChanged
from onenumber.demo.replay.running import NotTheirs
from onenumber.demo.replay.scene import Scene, typed

OPENS_A_CASE = {"referral", "nearest_relative"}
OWN_LETTER = {"advice", "police", "back_up"}
FIRST_TYPED = ("kind", "caller_name", "caller_role", "person_name", "birth_date")
CASE = r"[A-Z]{2,6}-\d\d-\d+"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call: what is told, how it is saved, and what goes wrong on the way."""

    told: ContactTold
    then: str  # offer, board, answered or request: the button pressed
    lost: bool = False  # the answer to the saving is lost and the form is sent again
    put_aside_first: bool = False  # the line drops: the first draft is given up and they ring again
    same_as: str = ""  # the open case this is about, as the taker will find out


class NotTaken(RuntimeError):
    """A form that should have been taken was not; the message says what the page said."""


def take(scene: Scene, who: str, call: Call, *, at: datetime) -> KnownContact:
    """Take the call; the contact as the ledger now knows it."""
    browser = scene.browser(who)
    if call.put_aside_first:
        _give_up(scene, browser)
    path, form = _new_draft(browser)
    reference = path.strip("/").rpartition("/")[2]
    answers = dict(answers_to(call.told, form, at=at))
    _keep(browser, form, {name: answers[name] for name in FIRST_TYPED if name in answers}, path)
    if call.same_as:
        form = _say_same(browser, form, answers, path, case=call.same_as)
    answers = {name: value for name, value in answers.items() if name in form.fields}
    answer = scene.send(who, form, answers, button=("then", call.then), lost=call.lost)
    if not answer.taken:
        raise NotTaken(
            f"{reference} was answered {answer.status}: {answer.page.errors or answer.page.heading}"
        )
    return _entered(scene, browser, reference, call, answer, at=at)


def _new_draft(browser: Browser) -> tuple[str, Form]:
    found = browser.open("/take/")
    if found.path == "/take/":  # somebody left a draft: a new one is asked for
        found = browser.open("/take/?new=1")
    if found.status == HTTPStatus.NOT_FOUND:
        raise NotTheirs(f"{browser.name} may not take a contact now")
    if found.status != HTTPStatus.OK:
        raise NotTaken(f"/take/ was answered {found.status} to {browser.name}")
    return found.path, found.page.form(found.path)


def _give_up(scene: Scene, browser: Browser) -> None:
    path, form = _new_draft(browser)
    _keep(browser, form, {"caller_name": "line dropped"}, path)
    aside = next(address for address in form.other_addresses if address.endswith("/put-aside/"))
    if not browser.send(form, to=aside).taken:
        raise NotTaken(f"{path} could not be put aside")
    scene.ledger.put_aside(path.strip("/").rpartition("/")[2])


def _keep(browser: Browser, form: Form, answers: dict[str, str], path: str) -> None:
    """As the page's script does while somebody types; the values it sends back are put in."""
    status, text = browser.fetch(form, answers, to=f"{path}draft/", more={"sequence": "1", "cursor": ""})
    if status != HTTPStatus.OK:
        raise NotTaken(f"{path}draft/ was answered {status}")
    for name, value in {**answers, **json.loads(text)["values"]}.items():
        if name in form.fields:
            form.fields[name].chosen = [value] if value else []


def _say_same(browser: Browser, form: Form, answers: dict[str, str], path: str, *, case: str) -> Form:
    """Look who is suggested, and say that it is the person of this open case, if the page suggests them."""
    browser.send(form, answers, button=("answer", "look"))
    found = browser.open(path)
    person = re.search(rf'data-person="(\d+)">(?:(?!</li>).)*Open: {case}<', found.text, re.DOTALL)
    if person is None:
        return found.page.form(path)
    said = browser.send(found.page.form(path), {}, button=("answer", f"same-{person[1]}"))
    return said.page.form(path)


def answers_to(told: ContactTold, form: Form, *, at: datetime) -> Iterator[tuple[str, str]]:
    """What is typed and chosen for a contact, field by field."""
    kind = "referral" if told.kind in OPENS_A_CASE else told.kind if told.kind in OWN_LETTER else "other"
    yield "kind", kind
    if kind == "referral":
        yield "record_kind", told.kind
    if kind == "other":
        yield "other_kind", told.kind
    yield from (
        ("caller_name", told.caller_name), ("caller_role", told.caller_role), ("caller_number", told.caller_number),
        ("place", told.place), ("danger", told.danger or "not_known"), ("words", told.words),
        ("source", told.source), ("place_kind", told.place_kind), ("channel", told.channel),
        ("locality", form.choice("locality", told.locality) if told.locality else ""),
    )  # fmt: skip
    yield from _person(told)
    if kind == "back_up":
        back_up = told.back_up
        yield "back_up_why", back_up.why if back_up else "tied_up"
        yield "back_up_soon", "now" if back_up and back_up.urgent else "hour"
        return
    if told.asked_for:
        yield "ask", told.asked_for
    yield from _event(told, form, at)


def _person(told: ContactTold) -> Iterator[tuple[str, str]]:
    person = told.person
    if person is None:
        yield "person_name", "?"
        return
    yield "person_name", person.name
    yield "nhs_number", person.nhs_number
    yield "language_or_help", person.language_or_help or "None known"
    if person.birth_date is not None:
        yield "birth_date", f"{person.birth_date.day} {person.birth_date.month} {person.birth_date.year}"
    else:
        yield "birth_date", f"age {person.age_estimate}" if person.age_estimate else "not known"


def _event(told: ContactTold, form: Form, at: datetime) -> Iterator[tuple[str, str]]:
    if told.event_at is None or told.event not in form.fields["event"].offered:
        yield "event", told.event if told.event == "not_known" else "nothing"
        return
    said, local = typed(told.event_at), told.event_at.astimezone(LONDON)
    days_ago = (at.astimezone(LONDON).date() - local.date()) / timedelta(days=1)
    yield from (("event", told.event), ("event_time", said.time), ("event_says", told.event_told_by))
    if days_ago <= 1:
        yield "event_day", local.date().isoformat()
    else:
        yield from (("event_day", "other"), ("event_date", f"{local.day} {local.month} {local.year}"))
    if said.fold:
        yield "event_offset", said.fold


def _entered(
    scene: Scene, browser: Browser, reference: str, call: Call, answer: Answer, *, at: datetime
) -> KnownContact:
    """Put into the ledger what the answer said."""
    told = call.told
    event = told.event if told.event_at is not None else ""
    contact = KnownContact(
        reference, told.kind, type_of_row(told.kind, event), at.astimezone(LONDON).date(), Fate.WAITING
    )
    if told.kind not in OPENS_A_CASE:
        contact.fate = Fate.ANSWERED if call.then == "answered" else Fate.WAITING
        scene.ledger.recorded(contact, by=browser.name, at=at)
        return contact
    joined, contact.case_reference = _which_case(browser, reference, answer)
    contact.fate = Fate.JOINED if joined else Fate.OPENED
    scene.ledger.recorded(contact, by=browser.name, at=at)
    if not joined:
        scene.ledger.opened(KnownCase(contact.case_reference, reference, contact.contact_type))
    return contact


def _which_case(browser: Browser, reference: str, answer: Answer) -> tuple[bool, str]:
    """Whether the contact joined a case, and which: from where the answer led, or from what it said."""
    if offered := re.fullmatch(rf"/offers/new/({CASE})/", answer.led_to):
        return False, offered[1]
    if joined := re.fullmatch(rf"/cases/({CASE})/", answer.led_to):
        return True, joined[1]
    said = re.search(rf"{reference} kept\. (?:(It joined) )?({CASE})", answer.text)
    if said is not None:
        return bool(said[1]), said[2]
    page = browser.open(f"/contacts/{reference}/")  # the answer was lost, and its words with it
    shown = re.search(rf"(Opened|Joined)[^<]*<a href=\"/cases/({CASE})/\"", page.text)
    if shown is None:
        raise FormChanged(f"neither the answer to {reference} nor its page names its case")
    return shown[1] == "Joined", shown[2]
