"""One signed-in browser on the standard library: cookies, redirects, the hidden key and token of each form.

An answer can get lost: then the same form is sent again with the same key, as a browser's "send again" does, and
the service answers as it did the first time. Every answer is handed to a listener before anything is made of it.
"""

import http.client
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from onenumber.demo.replay.page_reading import read_page
from onenumber.demo.replay.pages import Answers, Form, Page

MOST_REDIRECTS = 6
TRIES = 6
REDIRECTS = {301, 302, 303, 307, 308}
FORM = "application/x-www-form-urlencoded"


class NoAnswer(ConnectionError):
    """The service did not answer although it was asked several times."""


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and its answer, for the ledger."""

    by: str
    method: str
    path: str
    status: int
    led_to: str
    tries: int
    milliseconds: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back in the end: `led_to` is where the first answer pointed (empty without a redirect)."""

    status: int
    path: str
    led_to: str
    text: str

    @cached_property
    def page(self) -> Page:
        """The page, read when somebody looks at it."""
        return read_page(self.text, address=self.path)

    @property
    def taken(self) -> bool:
        """Whether a form was taken (the service answers a taken form with a redirect)."""
        return bool(self.led_to)

    @property
    def conflict(self) -> bool:
        """Whether the world had moved on."""
        return self.status == HTTPStatus.CONFLICT


class Listener(Protocol):
    """Who is told of every exchange."""

    def __call__(self, exchange: Exchange) -> None: ...


@dataclass(frozen=True)
class _Raw:
    status: int
    location: str
    text: str
    tries: int


class Browser:
    """A browser of one person; not to be shared between threads."""

    def __init__(self, *, host: str, port: int, name: str, listener: Listener) -> None:
        self.host, self.port, self.name, self.listener = host, port, name, listener
        self.cookies: dict[str, str] = {}
        self.link: http.client.HTTPConnection | None = None
        self.busy = threading.Lock()

    def open(self, path: str) -> Answer:
        """Open a page and follow where it leads."""
        return self._follow(self._exchange("GET", path), path, led_to="")

    def send(
        self,
        form: Form,
        answers: Answers | None = None,
        *,
        button: tuple[str, str] | None = None,
        lose_answers: int = 0,
        to: str = "",
    ) -> Answer:
        """Send a form as it stands with these answers. `lose_answers` of them are thrown away unread."""
        body = urlencode(form.body(answers or {}, button=button))
        path = to or form.action
        for _ in range(lose_answers):
            self._send_and_hang_up(path, body)
        raw = self._exchange("POST", path, body)
        led_to = urlsplit(raw.location).path if raw.status in REDIRECTS else ""
        return self._follow(raw, path, led_to=led_to)

    def fetch(self, form: Form, answers: Answers, *, to: str, more: Mapping[str, str]) -> tuple[int, str]:
        """Send a form's fields, and `more` of its own, as the page's script does; nothing is followed."""
        body = urlencode([*form.body(answers), *more.items()])
        raw = self._exchange("POST", to, body, accept="application/json")
        return raw.status, raw.text

    def close(self) -> None:
        """Hang up."""
        if self.link is not None:
            self.link.close()
        self.link = None

    def _follow(self, raw: _Raw, path: str, *, led_to: str) -> Answer:
        for _ in range(MOST_REDIRECTS):
            if raw.status not in REDIRECTS:
                return Answer(status=raw.status, path=path, led_to=led_to, text=raw.text)
            there = urlsplit(urljoin(f"http://{self.host}:{self.port}{path}", raw.location))
            path = there.path + (f"?{there.query}" if there.query else "")
            raw = self._exchange("GET", path)
        raise NoAnswer(f"{path} leads in a circle")

    def _exchange(self, method: str, path: str, body: str = "", *, accept: str = "text/html") -> _Raw:
        began = time.monotonic()
        if not self.busy.acquire(blocking=False):
            raise RuntimeError(f"{self.name} is doing two things at once")
        try:
            raw = self._try(method, path, body, accept=accept)
        finally:
            self.busy.release()
        self.listener(
            Exchange(
                by=self.name,
                method=method,
                path=path,
                status=raw.status,
                led_to=raw.location,
                tries=raw.tries,
                milliseconds=round((time.monotonic() - began) * 1000),
            )
        )
        return raw

    def _try(self, method: str, path: str, body: str, *, accept: str) -> _Raw:
        problem: Exception | None = None
        for tries in range(1, TRIES + 1):
            try:
                return self._ask(method, path, body, accept=accept, tries=tries)
            except (OSError, http.client.HTTPException) as lost:
                problem = lost
                self.close()
                time.sleep(0.05 * 2**tries)
        raise NoAnswer(f"{method} {path} was not answered: {problem}") from problem

    def _ask(self, method: str, path: str, body: str, *, accept: str, tries: int) -> _Raw:
        if self.link is None:
            self.link = self._connect()
        self.link.request(method, path, body.encode() if body else None, self._headers(method, accept))
        answer = self.link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self._keep_cookies(answer.headers.get_all("Set-Cookie") or [])
        if answer.will_close:
            self.close()
        return _Raw(answer.status, answer.headers.get("Location", ""), text, tries)

    def _send_and_hang_up(self, path: str, body: str) -> None:
        """The form goes out; the line is cut before the answer is read."""
        line = self._connect()
        try:
            line.request("POST", path, body.encode(), self._headers("POST", "text/html"))
        finally:
            line.close()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.host, self.port, timeout=60)

    def _headers(self, method: str, accept: str) -> dict[str, str]:
        own = f"http://{self.host}:{self.port}"
        headers = {"Accept": accept, "Sec-Fetch-Site": "same-origin", "User-Agent": "onenumber replay"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {"Content-Type": FORM, "Origin": own, "Referer": f"{own}/"}
        return headers

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel.value == "" or morsel["max-age"] == 0 or morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
