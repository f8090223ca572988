"""The drill: the server dies, the pack is opened by another program, forty sheets come back, and none is missing.

Issue 3, "Continuity"; assurance H12. The sheets are typed in over HTTP through the screens' own forms; some are sent
twice, and the web server is killed once more in the middle of it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amhp.calendar import in_london
from tests.isolation.page_forms import PageForm, forms_in
from tests.onenumber.continuity.opening import opened
from tests.reliability.paper_sheets import KEPT, PaperSheet, sheets, words
from tests.reliability.running import Reply, Running, get, post

pytestmark = pytest.mark.slow
WORDS = "a passphrase of the drill"
TAKEN = 303
HUB = "hub_amhp"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """On SQLite alone: what differs between the databases is tried by the rooms' own tests, this drill is long."""
    running = Running(tmp_path / "data")
    running.fill()
    try:
        running.start_web()
        yield running
    finally:
        running.stop()


def seal_with(service: Running, words: str) -> None:
    """A place for packs and a passphrase of each service."""
    (service.folder / "packs").mkdir()
    (service.folder / "pack_passphrases").mkdir()
    for prefix in ("WM", "EM"):
        file = service.folder / "pack_passphrases" / prefix
        file.write_text(words)
        file.chmod(0o600)


def first_form(reply: Reply, address: str) -> PageForm:
    """The form of a screen; its answers are those it opens with."""
    assert reply.status == 200, f"{address} answered {reply.status} {reply.location}: {reply.body[:400]}"
    return forms_in(reply.body, address)[0]


class Typist:
    """Somebody of the hub with a pile of paper."""

    def __init__(self, service: Running, reference: str) -> None:
        self.service, self.page = service, f"/paper/{reference}/"
        self.cookie = service.made["cookies"][HUB]
        self.people = dict(service.rows("SELECT name, id FROM workforce_practitioner"))

    def get(self, address: str) -> Reply:
        return get(self.service.port, self.cookie, address)

    def post(self, address: str, form: dict[str, str]) -> Reply:
        return post(self.service.port, self.cookie, address, form)

    def head(self, sheet: PaperSheet) -> str:
        """Type what stands on top of a sheet; the screen it leads to."""
        local = in_london(sheet.at)
        form = first_form(self.get(self.page), self.page).as_opened() | {
            "number": str(sheet.number), "kind": sheet.kind, "about": sheet.about,
            "happened_day": f"{local:%d/%m/%Y}", "happened_time": f"{local:%H%M}",
            "practitioner": str(self.people[sheet.hand]), "written_by": "", "same": "no",
        }  # fmt: skip
        reply = self.post(self.page, form)
        assert reply.status == TAKEN, f"{sheet}: {reply.status} {told(reply.body)}"
        return reply.location

    def screen(self, sheet: PaperSheet, address: str) -> tuple[str, dict[str, str]]:
        """The screen's own form, filled in from the sheet."""
        if sheet.kind == "contact":
            address = self.get(address).location
        if sheet.kind == "answer":
            [address] = re.findall(r'href="(/offers/\d+/\?paper=\d+)"', self.get(address).body)
        page = self.get(address)
        assert f"You are typing in sheet {sheet.number}" in page.body
        form = next(
            form
            for form in forms_in(page.body, address)
            if set(sheet.typed) <= set(form.fields) | {"line", "answer"}
        )
        return address, form.typed(
            sheet.typed | ({"ask": str(self.people[ASKED])} if sheet.kind == "offer" else {})
        )

    def type_in(self, sheet: PaperSheet, *, twice: bool) -> None:
        """From the pile into the record."""
        address, form = self.screen(sheet, self.head(sheet))
        for _ in range(2 if twice else 1):
            reply = self.post(address, form)
            assert reply.status == TAKEN, f"{sheet}: {reply.status} {told(reply.body)}"
            assert reply.location == f"{self.page}?typed={sheet.number}"


ASKED = "Amhp B"


def told(body: str) -> str:
    """What a refused page complains of."""
    return " ".join(re.findall(r"nhsuk-error-message[^>]*>.*?</span>([^<]*)", body)) or body[:300]


def test_forty_sheets_come_back_and_none_is_missing(service: Running) -> None:
    seal_with(service, WORDS)
    packed = service.command("pack")
    assert packed.returncode == 0, packed.stdout + packed.stderr
    service.kill_web()

    [pack] = sorted((service.folder / "packs").glob("WM-*.html"))
    inside = opened(pack, WORDS)
    open_cases = [row[0] for row in service.rows("SELECT reference FROM cases_case")]
    assert [reference for reference in open_cases if reference not in inside] == []
    assert "Amhp P" in inside  # on the duty list, with a number
    assert inside.count("<template") >= 12

    began = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=3)
    cases = service.made["written_on"]
    night = list(sheets(cases, began=began, hands=["Amhp A", "Amhp C", "Writer 1"], asked=ASKED))
    service.start_web()
    typist = Typist(service, begin(service, pack, began))
    for sheet in night:
        if sheet.number == 20:
            service.kill_web()
            service.start_web()
        typist.type_in(sheet, twice=sheet.number % 7 == 0)
    spoilt = typist.get(typist.page).body
    assert "42 handed out = 40 typed in + 0 void + 2 missing" in spoilt
    refused = typist.post(f"{typist.page}end/", {"key": key_of(spoilt)})
    assert refused.status == 409
    for number in (41, 42):
        form = {"key": key_of(typist.get(typist.page).body), "number": str(number), "reason": "Spoilt"}
        assert typist.post(f"{typist.page}void/", form).status == TAKEN
    assert typist.post(f"{typist.page}end/", {"key": key_of(typist.get(typist.page).body)}).status == TAKEN
    assert "42 handed out = 40 typed in + 2 void + 0 missing" in typist.get(typist.page).body
    assert difference(service, night) == []
    verified = service.command("verify-audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def key_of(body: str) -> str:
    """A key of a form on the page that is not used yet."""
    return re.findall(r'name="key"[^>]* value="([0-9a-f-]{36})"', body)[-1]


def begin(service: Running, pack: Path, began: datetime) -> str:
    """The hub says that the service worked on paper, from the sheet log: 40 sheets used, 2 spoilt."""
    cookie, local = service.made["cookies"][HUB], in_london(began)
    page = get(service.port, cookie, "/paper/")
    form = first_form(page, "/paper/").as_opened() | {
        "began_day": f"{local:%d/%m/%Y}", "began_time": f"{local:%H%M}", "pack": pack.stem, "numbers": "1-40, 41, 42",
    }  # fmt: skip
    reply = post(service.port, cookie, "/paper/", form)
    assert reply.status == TAKEN, told(reply.body)
    return reply.location.strip("/").rpartition("/")[2]


def difference(service: Running, night: list[PaperSheet]) -> list[str]:
    """What of the paper is not in the record exactly once, with the paper's own time and hand."""
    wrong = []
    for sheet in night:
        if sheet.kind == "answer":
            continue
        table, column = KEPT[sheet.kind]
        rows = service.rows(
            f"SELECT happened_at, recorded_at, by_name FROM {table} WHERE {column} = '{words(sheet.number)}'"
        )
        if len(rows) != 1:
            wrong.append(f"sheet {sheet.number} ({sheet.kind}) is there {len(rows)} times")
            continue
        happened, recorded, by = rows[0]
        if moment(happened) != sheet.at or moment(recorded) <= sheet.at:
            wrong.append(f"sheet {sheet.number} ({sheet.kind}) happened {happened}, not {sheet.at}")
        if not by.startswith(f"{sheet.hand} on paper (sheet {sheet.number} of "):
            wrong.append(f"sheet {sheet.number} ({sheet.kind}) is by {by}")
    [answer] = [sheet for sheet in night if sheet.kind == "answer"]
    answered = "SELECT answered_at FROM allocation_offer WHERE answer = 'accepted'"
    held = "SELECT happened_at FROM cases_commitment WHERE ended_at IS NULL"
    for query in (answered, held):
        found = [moment(row[0]) for row in service.rows(query)]
        if found != [answer.at]:
            wrong.append(f"the answer is there as {found}")
    sent = service.rows(
        "SELECT count(*) FROM messaging_delivery WHERE delivered_at IS NULL AND given_up_at IS NULL"
    )
    before = service.rows("SELECT count(*) FROM allocation_offer WHERE answer = ''")
    assert sent[0][0] <= before[0][0]
    return wrong


def moment(value: object) -> datetime:
    """SQLite hands out text."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
