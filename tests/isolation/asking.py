"""Sends the request of one cell and says what came back; every request is rolled back."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from onenumber.allocation.queries import link_of
from onenumber.intake.models import Contact
from tests.isolation.filled import FILLED
from tests.isolation.page_forms import PageForm, forms_in
from tests.isolation.reading import Cell, Row
from tests.isolation.world import NARROWED, SEATS, Block, Seat, World
from tests.onenumber.conftest import sign_in

KEY = "5f0c8f5e-6d64-4d2b-8a55-0c1d4ad2f0aa"
SEEN_BY_NOBODY_ELSE = ("manager", "auditor", "analyst", "system_admin", "signed_out")
READS_TEXTS = {"hub", "edt+", "edt-", "lead", "for"}  # as the table says of the text itself
DOCTORS_PAGE = "/ask/<token>/"
NOT_A_RECORD = "WM-26-77777"


@dataclass
class Answer:
    """What came back: the answer in the table's short form, and every word found that should not be there."""

    short: str
    status: int
    body: str
    leaks: tuple[str, ...] = ()
    fault: str = ""
    page: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def _shortened(answer: HttpResponse) -> str:
    location = answer.headers.get("Location", "")
    if answer.status_code == 302 and location.startswith("/sign-in/?"):
        return "in"
    if answer.status_code == 302 and urlsplit(location).path.endswith("/reason/"):
        return "why"
    if answer.status_code == 200 and b"You have no working relationship with this person." in answer.content:
        return "asks"
    return str(answer.status_code)


def read_page(answer: HttpResponse) -> str:
    """The body as it was sent."""
    return "" if answer.streaming else answer.content.decode(errors="replace")


def read_body(answer: HttpResponse) -> str:
    """The body as a person reads it: entities undone, words joined by single spaces."""
    return re.sub(r"\s+", " ", html.unescape(read_page(answer)))


class Asker:
    """A browser for each seat, signed in once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {}
        self.faults: list[str] = []
        self.forms: dict[tuple[str, Row], PageForm | None] = {}
        got_request_exception.connect(self._note_fault)

    def close(self) -> None:
        """Stop listening for faults."""
        got_request_exception.disconnect(self._note_fault)

    def _note_fault(self, **_: Any) -> None:
        import sys

        kind, problem, _trace = sys.exc_info()
        self.faults.append(f"{getattr(kind, '__name__', kind)}: {problem}"[:300])

    def user_key(self, seat: Seat, of: str) -> str:
        """The user who looks: of the other council's records, the twin whose grant reaches one council only."""
        narrow = of == "council" and seat.service == "westmoor" and seat.role is not None
        return NARROWED + seat.user if narrow else seat.user

    def client(self, key: str) -> Client:
        """The signed-in browser of a user."""
        if key not in self.clients:
            client = Client(raise_request_exception=False)
            if key != "signed_out":
                sign_in(client, self.world.county.users[key])
                client.get("/health/")
            self.clients[key] = client
        return self.clients[key]

    def send(self, key: str, verb: str, address: str, body: Mapping[str, Any] | None = None) -> Answer:
        """One request, undone afterwards, the browser as it was before."""
        client, self.faults = self.client(key), []
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        point = transaction.savepoint()
        try:
            sent = (
                client.get(address) if verb == "GET" else client.post(address, {"key": KEY, **(body or {})})
            )
            page, text = read_page(sent), read_body(sent)
        finally:
            transaction.get_connection().needs_rollback = False
            transaction.savepoint_rollback(point)
            client.cookies.clear()
            client.cookies.load(cookies)
        fault, headers = "; ".join(self.faults), dict(sent.headers)
        return Answer(_shortened(sent), sent.status_code, text, page=page, fault=fault, headers=headers)

    def send_raw(self, key: str, address: str, body: str, look: Callable[[], object]) -> Answer:
        """A form's body as it stands, byte for byte; `look` is called before the request is undone."""
        client, self.faults = self.client(key), []
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        point = transaction.savepoint()
        try:
            sent = client.post(address, body, content_type="application/x-www-form-urlencoded")
            look()
        finally:
            transaction.get_connection().needs_rollback = False
            transaction.savepoint_rollback(point)
            client.cookies.clear()
            client.cookies.load(cookies)
        return Answer(_shortened(sent), sent.status_code, "", fault="; ".join(self.faults))

    def ask(self, cell: Cell) -> Answer:
        """The answer to one cell, its words read."""
        key = self.user_key(cell.seat, cell.row.of)
        address, body = address_of(self.world, cell.row, key), body_of(self.world, cell.row, key)
        if cell.row.is_filled:
            body = self.filled_in(cell, key)
        answer = self.send(key, cell.row.verb, address, body)
        answer.leaks = self.leaks(cell, address, answer)
        return answer

    def filled_in(self, cell: Cell, key: str) -> dict[str, str]:
        """The row's form as this seat would send it; a seat that cannot open it sends what another one could."""
        row = cell.row
        others = [self.user_key(seat, row.of) for seat in seats_that_may(row)]
        for each in (key, *others, "taker", "amhp_lead", "foreign taker"):
            form = self._form_shown_to(each, row)
            if form is not None:
                return self._known(form.typed(FILLED[row.address, row.value_of("what")]))
        assert not others, f"{row}: nobody is shown this form"
        return dict(
            FILLED[row.address, row.value_of("what")]
        )  # shown to nobody any more, but it can still be sent

    def _known(self, body: dict[str, str]) -> dict[str, str]:
        """`same_person: own` in filled.py stands for the number of that person, `case: own` for its case."""
        if body.get("same_person") in self.world.blocks:
            body["same_person"] = str(self.world.blocks[body["same_person"]].person.pk)
        if body.get("case") in self.world.blocks:
            body["case"] = self.world.blocks[body["case"]].case.reference
        return body

    def _form_shown_to(self, key: str, row: Row) -> PageForm | None:
        if (key, row) not in self.forms:
            what, address = row.value_of("what"), address_of(self.world, row, key)
            at_contact = row.address.startswith("/contacts/")
            opened = self.send(key, "GET", page_of(address))
            shown = forms_in(opened.page, address) if opened.status == 200 else []
            several = at_contact or row.address.startswith(
                ("/back-up/<", "/safety-calls/", "/handover/items/", "/requests/<number>/")
            )
            fitting = [
                form for form in shown if form.action == address and (not several or form.what() == what)
            ]
            self.forms[key, row] = fitting[0] if fitting else None
        return self.forms[key, row]

    def leaks(self, cell: Cell, address: str, answer: Answer) -> tuple[str, ...]:
        """Words and references in the answer that this seat may not read."""
        text = f"{answer.body} {unquote(answer.headers.get('Location', ''))}"
        found = []
        for block in self.world.blocks.values():
            asked = set(address.split("/"))
            if block.name in hidden_from(cell):
                found += [word for word in block.words if word in text]
            if block.name in unlisted_for(cell):
                found += [words for words in (f"Back-up {block.name} Zinnober",) if words in text]
            if cell.seat.column not in READS_TEXTS and f"({block.name})" in text:
                found.append(f"a text's words ({block.name})")
            if block.name in unlisted_for(cell):
                body = body_of(self.world, cell.row, "signed_out")
                if cell.row.address == DOCTORS_PAGE and block.name == cell.row.of:
                    asked |= set(block.references)  # the doctor's own page names its case, by reference alone
                wanted = set(block.references) - asked - set(map(str, body.values()))
                found += [ref for ref in wanted if ref in text and re.search(rf"\b{ref}\b", text)]
        return tuple(found)


def page_of(address: str) -> str:
    """The page on which a form of this address stands."""
    if address.startswith("/contacts/"):
        return address.removesuffix("add/")
    return re.sub(r"^(/paper/[^/]+/)(sheets|void)/$", r"\1", address)


def hidden_from(cell: Cell) -> set[str]:
    """The blocks whose words this seat never reads on any page."""
    seat, everything = cell.seat, {"own", "restricted", "closed", "council", "service"}
    if seat.service == "eastmere":
        return everything - {"service"}
    if seat.user in SEEN_BY_NOBODY_ELSE:
        return everything
    if seat.user == "support":  # names only in the record in hand
        return (
            everything - {"closed"} if cell.row.of == "closed" and cell.expected in "200 422" else everything
        )
    hidden = {"restricted", "service"}
    if cell.row.of == "council":
        hidden.add("council")
    if cell.expected not in {"200", "422", "409"}:
        hidden |= {"own", "closed"}
    return hidden


def unlisted_for(cell: Cell) -> set[str]:
    """The blocks whose references this seat meets nowhere but where it typed them."""
    if cell.seat.service == "eastmere":
        return {"own", "restricted", "closed", "council"}
    if cell.seat.role is None:
        return {"own", "restricted", "closed", "council", "service"}
    return {"service", "council"} if cell.row.of == "council" else {"service"}


def _case_reference(world: World, row: Row, key: str) -> str:
    block = _block(world, row)
    has_documents = "/documents/" in row.address  # what is finished, its holder finished
    return block.held.reference if row.of == "held" or has_documents else block.case.reference


def _draft_reference(world: World, row: Row, key: str) -> str:
    if row.of == "own":
        return world.drafts[key].reference if key in world.drafts else world.drafts["taker"].reference
    return world.drafts["foreign" if row.of == "service" else "taker"].reference


def seats_that_may(row: Row) -> list[Seat]:
    """The seats whose form is taken, or shown again, by this row."""
    return [
        seat
        for seat, answer in zip(SEATS, row.answers, strict=True)
        if answer in {"200", "302", "303", "422"}
    ]


def _block(world: World, row: Row) -> Block:
    return world.blocks["own" if row.of == "held" else row.of]


def _contact(world: World, row: Row) -> Contact:
    block = _block(world, row)
    others = {"nobody": block.nobody, "trainee": block.supervised, "police": block.police}
    return others.get(row.value_of("about")) or block.advice


def _ask(world: World, row: Row) -> int:
    """The ask for which the step of this row can come next."""
    asks, step = _block(world, row).asks, row.value_of("step")
    like = {"arrived": "time", "acquaintance": "time", "cancel": "yes", "no": "yes", "": "letter"}
    return asks[like.get(step, step if step in asks else "letter")].pk


FILLERS = (  # by the beginning of the address: what stands in its brackets
    ("/cases/", lambda world, row, key: {"reference": _case_reference(world, row, key), "number": 1}),
    ("/my-day/", lambda world, row, key: {"reference": _block(world, row).held.reference}),
    ("/take/", lambda world, row, key: {"reference": _draft_reference(world, row, key)}),
    ("/contacts/", lambda world, row, key: {"reference": _contact(world, row).reference}),
    ("/offers/new/", lambda world, row, key: {"reference": _case_reference(world, row, key)}),
    ("/offers/", lambda world, row, key: {"offer_id": _block(world, row).offer.pk}),
    ("/handover/items/", lambda world, row, key: {"number": _listed(world, row)}),
    (
        "/handover/",
        lambda world, row, key: {"number": world.lists["service" if row.of == "service" else "own"].pk},
    ),
    ("/asks/", lambda world, row, key: {"ask_id": _ask(world, row)}),
    ("/ask/", lambda world, row, key: {"token": link_of(_block(world, row).asks["link"])[5:-1]}),
    ("/doctors/", lambda world, row, key: {"number": _block(world, row).free_time.pk}),
    ("/back-up/", lambda world, row, key: {"back_up_id": _block(world, row).back_up.pk}),
    ("/messages/texts/", lambda world, row, key: {"text_id": _block(world, row).text.pk}),
    ("/safety-calls/", lambda world, row, key: {"number": _block(world, row).safety_call.pk}),
    ("/phone-entries/", lambda world, row, key: {"number": _block(world, row).phone_entry.pk}),
    ("/requests/new/", lambda world, row, key: {"reference": _case_reference(world, row, key)}),
    (
        "/requests/",
        lambda world, row, key: {
            "number": _block(world, row).between["in" if row.value_of("what") == "take" else "out"].pk
        },
    ),
    ("/agreements/new/", lambda world, row, key: {}),
    ("/agreements/", lambda world, row, key: {"number": _block(world, row).agreement.pk}),
    ("/duty/", lambda world, row, key: {"duty_id": _block(world, row).duty.pk}),
    ("/records/requests/", lambda world, row, key: {"reference": _block(world, row).request.reference}),
    (
        "/records/destructions/",
        lambda world, row, key: {"reference": _block(world, row).destruction.reference},
    ),
    ("/records/of/", lambda world, row, key: {"reference": _case_reference(world, row, key)}),
    ("/openings/", lambda world, row, key: {"number": _block(world, row).opening.pk}),
    ("/settings/users/", lambda world, row, key: _someone(world, row)),
    ("/paper/", lambda world, row, key: {"reference": world.papers[row.of].reference}),
    ("/sign-in/yours/", lambda world, row, key: {"number": 987654}),
    ("/sign-in/password/new/", lambda world, row, key: {"uidb36": "1", "key": "set-password"}),
)


def _listed(world: World, row: Row) -> int:
    """The item of the case that the row is about, on the list of its service."""
    handover = world.lists["service" if row.of == "service" else "own"]
    return handover.items.get(source=f"case {_block(world, row).case.pk}").pk


def _someone(world: World, row: Row) -> dict[str, object]:
    key = "foreign asked" if row.of == "service" else "asked"
    user = world.county.users[key]
    return {"number": user.pk, "grant_number": user.grants.get().pk}


def address_of(world: World, row: Row, key: str) -> str:
    """The address of a row with everything in brackets filled in."""
    address = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", row.address)
    names = re.findall(r"<(\w+)>", address)
    if not names:
        return address
    values: dict[str, object] = {}
    for beginning, filler in FILLERS:
        if address.startswith(beginning):
            values |= filler(world, row, key)
            break
    values |= {name: row.value_of(name) for name in names if row.value_of(name)}
    spare = [v for k, v in values.items() if k not in names]
    for name in names:
        filled = values[name] if name in values else spare.pop(0)
        address = address.replace(f"<{name}>", str(filled))
    if row.is_filled and row.value_of("what") == "correction":
        return f"{address}?fact=note-{_block(world, row).case.note_facts.get().pk}"
    return address


def body_of(world: World, row: Row, key: str) -> dict[str, object]:
    """What a form sends besides its key: hardly anything, or what the row says (`body: reference`)."""
    if row.address in {"/find/", "/records/find/"} and row.of in world.blocks:
        return {"reference": world.blocks[row.of].case.reference}
    return {}
