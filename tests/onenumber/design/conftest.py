"""An environment that forgives nothing, and a gallery of every component under the real content policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django import forms
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Page, sync_playwright

from onenumber.design.jinja import environment
from onenumber.design.page import KeyHelp, Message, NavItem, Tone, printed_line
from onenumber.design.page import Page as Shell
from onenumber.design.parts import Choice, ClockCard, ClockVariant, NowLine, PageLinks, Pair, TimelineEntry
from tests.browsers import ARGUMENTS, chromium_or_fail

ROOM = Path(__file__).parents[3] / "src" / "onenumber" / "design"
STATIC = ROOM / "static"
NOW = datetime(2026, 11, 24, 14, 20, 5, tzinfo=UTC)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class ContactForm(forms.Form):
    """One field of each kind that screens use, with a hint, choices and rules that can be broken."""

    kind = forms.ChoiceField(
        label="What is this call?",
        choices=[("referral", "Referral"), ("advice", "Advice"), ("back_up", "Back-up for an AMHP")],
        widget=forms.RadioSelect(attrs={"autofocus": True}),
    )
    caller = forms.CharField(label="Name", required=False, max_length=80)
    born = forms.CharField(label="Date of birth", help_text="Day month year, or age 30", required=False)
    locality = forms.ChoiceField(
        label="Locality, from the place",
        choices=[("M", "Marlbridge"), ("Further", [("A", "Ashmoor"), ("E", "Estuary")])],
        required=False,
    )
    time = forms.CharField(
        label="Time, 24-hour",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-time-field": True}),
    )
    danger = forms.ChoiceField(
        label="Is anyone in danger right now?",
        choices=[("no", "No"), ("yes", "Yes"), ("not_known", "Not known")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Asked for",
        choices=[("quiet", "Quiet room"), ("woman", "Woman present")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    told = forms.BooleanField(label="The person was told", required=False)
    words = forms.CharField(label="What they told you", widget=forms.Textarea, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_born(self) -> str:
        born = str(self.cleaned_data["born"])
        if born == "31 2 1991":
            raise forms.ValidationError("There is no 31 Feb 1991. Type the day the person gave, or an age.")
        return born


@pytest.fixture(scope="session")
def env() -> Environment:
    """Our own templates with StrictUndefined, so that a mistyped name fails here and not on a screen."""
    folders = [str(ROOM / "jinja2"), str(Path(__file__).parent / "gallery")]
    made = environment(loader=FileSystemLoader(folders), undefined=StrictUndefined)
    made.globals["static"] = lambda path: f"/static/{path}"
    return made


@pytest.fixture(scope="session")
def form_class() -> type[ContactForm]:
    return ContactForm


@pytest.fixture
def shell() -> Callable[..., Shell]:
    return make_shell


def make_shell(**changes: object) -> Shell:
    """The shell of the invented county at 14:20."""
    names = (
        ("Board", "b"), ("Take a contact", "n"), ("My day", ""), ("Duty list", ""), ("People", ""),
        ("Openings", ""), ("Return", ""), ("Settings", ""),
    )  # fmt: skip
    facts: dict[str, object] = {
        "title": "Board",
        "service_name": "Westmoor AMHP service",
        "place": "Westmoor",
        "now": NOW,
        "nav": tuple(
            NavItem(
                label=label, url=f"/{label.lower().replace(' ', '-')}/", key=key, current=label == "Board"
            )
            for label, key in names
        ),
        "who": "Margaret Osei, AMHP lead",
        "one_number": "01632 960 140",
        "synthetic": True,
        "find_url": "/find/",
        "sign_out_url": "/sign-out/",
        "accessibility_url": "/accessibility/",
        "feedback_url": "/feedback/",
        "printed_line": printed_line(
            service="Westmoor AMHP service",
            subject="Board at 14:20",
            printed_at=NOW,
            by="Margaret Osei, AMHP lead",
        ),
        "keys": (KeyHelp(keys=("1", "5"), does="open what needs you"), KeyHelp(keys=("J", "K"), does="move")),
    }
    return Shell(**{**facts, **changes})  # type: ignore[arg-type]


def parts(now: datetime = NOW) -> dict[str, object]:
    """Facts for every component, in the words of the drawn screens."""
    ends_at = now.replace(second=0) + timedelta(hours=1, minutes=12)
    return {
        "lines": [
            NowLine(
                tone=Tone.DANGER,
                what="1 h 12 m left",
                lead="Section 136 ends 15:32.",
                reference="WM-26-1847",
                reference_url="/case/1/",
                rest=", Thornbay ED. No bed: 4 asked",
                act="Open case",
                act_url="/case/1/",
                ends_at=ends_at,
            ),
            NowLine(
                tone=Tone.DANGER,
                what="15 m overdue",
                lead="Safety check: Gwen Arkell,",
                rest="alone on a visit. Text, call: no answer",
                act="Ring 07700 900 214",
                act_url="tel:07700900214",
            ),
            NowLine(
                tone=Tone.SOON,
                what="No owner 1 h 10 m",
                reference="WM-26-1853",
                reference_url="/case/2/",
                rest=", nearest relative’s request s13(4), Estuary",
                act="Offer it",
                act_url="/offer/2/",
            ),
        ],
        "cards": [
            ClockCard(
                id="c1",
                name="Section 136 ends today at 15:32",
                citation="s136(2A)",
                left="1 h 12 m left",
                since="From arrival, 15:32 Mon 23 Nov.",
                cannot_extend="Lack of a bed cannot extend it.",
                can_extend="Only the examining doctor can (s136B).",
                variant=ClockVariant.DANGER,
                ends_at=ends_at,
            ),
            ClockCard(
                id="c2",
                name="Reach the named hospital",
                citation="s6(1)(a)",
                value="By end of Mon 7 Dec",
                note="14 days beginning with the last examination, 24 Nov.",
                variant=ClockVariant.RUN,
            ),
            ClockCard(
                id="c3",
                name="Section 135(1)",
                value="None yet",
                since="Starts at arrival.",
                variant=ClockVariant.NONE,
            ),
            ClockCard(
                id="c4",
                name="Section 5(2)",
                value="Ended 15:32",
                variant=ClockVariant.ENDED,
                since="Authority appears to have ended at 15:32.",
            ),
            ClockCard(
                id="c5",
                name="Section 136 clock",
                value="Ends Wed 25 Nov, 13:25",
                left="23 h 05 m left",
                since="24 hours from arrival, 13:25 today, told by PC Hobbs.",
                variant=ClockVariant.SOON,
                ends_at=now.replace(second=0) + timedelta(hours=23, minutes=5),
            ),
        ],
        "person": [
            Pair(name="Person", value="Marta Zielińska"),
            Pair(name="Born", value="9 Feb 1988 (age 38)"),
            Pair(name="NHS number", value="999 661 3186", told_by="told by PC Hobbs"),
            Pair(name="Now at", value="Thornbay District ED, room 6"),
        ],
        "entries": [
            TimelineEntry(when="14:12", icon="asked", text="Bed team rung: nothing in county."),
            TimelineEntry(
                when="13:12",
                icon="offer",
                strong="Callum Reid decided",
                icon_label="Decided",
                text="he intends to apply under section 2.",
                note="Written up 13:20",
            ),
            TimelineEntry(
                when="Mon 15:32",
                icon="set",
                text="Arrived at Thornbay District ED.",
                corrects="15:40, told by the ward",
            ),
        ],
        "choices": [Choice(value="1", label="14:31", note="10 m"), Choice(value="2", label="14:41", key="w")],
        "links": PageLinks(summary="1 to 50 of 2,311", newer_url="/a/", older_url="/b/"),
        "messages": tuple(Message(text=f"A message: {tone}.", tone=tone) for tone in Tone),
    }


class GalleryServer(ThreadingHTTPServer):
    """Serves rendered pages and our static files under the content policy, and counts what scripts ask."""

    daemon_threads = True

    def __init__(self, env: Environment) -> None:
        super().__init__(("127.0.0.1", 0), partial(GalleryRequest))
        self.env = env
        self.etag = '"1"'
        self.version = 1
        self.asked: list[str | None] = []
        self.kept: list[dict[str, list[str]]] = []
        self.keep_status = 200
        self.poll_status = 0
        self.side_html: str | None = None
        self.values: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def render(self, name: str, *, form: forms.Form | None = None, **changes: object) -> str:
        now = changes.pop("now", NOW)
        assert isinstance(now, datetime)
        context = {**parts(now), "form": form or ContactForm(initial={"kind": "referral", "danger": "no"})}
        return self.env.get_template(name).render(
            page=make_shell(now=now, **changes), version=self.version, etag=self.etag, **context
        )


class GalleryRequest(BaseHTTPRequestHandler):
    server: GalleryServer

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test's own assertions speak."""

    def answer(
        self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **more: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Security-Policy", POLICY)
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            if not file.is_file():
                return self.answer(404)
            return self.answer(200, file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream")
        if path == "/poll/":
            self.server.asked.append(self.headers.get("If-None-Match"))
            if self.server.poll_status:
                return self.answer(self.server.poll_status)
            if self.headers.get("If-None-Match") == self.server.etag:
                return self.answer(304, ETag=self.server.etag)
            return self.answer(200, self.server.render("board.html").encode(), ETag=self.server.etag)
        if path in ("/board.html", "/form.html", "/parts.html", "/wrong.html"):
            wrong = {"born": "31 2 1991", "kind": "", "danger": "", "words": "<script>x</script>"}
            form = ContactForm(wrong) if path == "/wrong.html" else None
            name = "form.html" if form else path[1:]
            return self.answer(200, self.server.render(name, form=form, has_errors=bool(form)).encode())
        return self.answer(200, f"<!DOCTYPE html><title>{path}</title><h1>{path}</h1>".encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path != "/draft/":
            return self.answer(200, f"<!DOCTYPE html><title>saved</title><pre>{body}</pre>".encode())
        self.server.kept.append(parse_qs(body, keep_blank_values=True))
        reply: dict[str, object] = {"kept_at": "14:20:10", "values": self.server.values}
        if self.server.side_html is not None:
            reply["side_html"] = self.server.side_html
        return self.answer(self.server.keep_status, json.dumps(reply).encode(), "application/json")


@pytest.fixture
def gallery(env: Environment) -> Iterator[GalleryServer]:
    with GalleryServer(env) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed with its file: while it runs, Django takes this thread for one that must not wait for a database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_or_fail(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, gallery: GalleryServer) -> Iterator[Callable[..., Page]]:
    """Open a gallery page; any console error or refused policy fails the test at its end."""
    contexts = []
    problems: list[str] = []

    def opened(
        name: str, *, width: int = 1366, height: int = 768, at: datetime | None = None, **options: object
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        if at is not None:
            page.clock.install(time=at)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(f"{gallery.address}/{name}")
        return page

    opened.problems = problems  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    assert problems == []
