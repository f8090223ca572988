"""The requests that are measured: a signed-in hub AMHP's board, case page and taking of a contact.

Needs Django set up. The session is one that a password and an authenticator's code would have left.
"""

import re
import secrets
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from onenumber.access.models import User
from onenumber.allocation.models import Ask
from onenumber.cases.models import OpenCase
from onenumber.intake.models import Draft
from onenumber.organisations.models import Service

FORM = "application/x-www-form-urlencoded"
TYPED = {
    "kind": "referral", "caller_name": "PC Amy Hobbs", "caller_role": "PC, Westmoor Police",
    "caller_number": "01632 960 417", "place": "Marlbridge General, Emergency Department",
    "locality": "MARLBRIDGE", "event": "s136_arrived", "event_says": "PC Amy Hobbs", "danger": "no", "ask": "consider",
    "words": "Found by the river, cold and frightened. " * 5, "language_or_help": "None known", "channel": "phone",
    "record_kind": "referral", "source": "POLICE_S136", "place_kind": "ED", "birth_date": "14 03 1991",
}  # fmt: skip


@dataclass
class Request:
    """One request as any client would send it."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    expects: int = 200
    query: str = ""


@dataclass(frozen=True)
class SignedIn:
    """The cookies of one browser."""

    user_id: int
    session: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {"Cookie": f"sessionid={self.session}; csrftoken={self.token}", "Accept": "text/html"}


def clear_the_board() -> None:
    """What earlier measuring added leaves the board, so that it always has the same 50 open cases and nobody asked."""
    OpenCase.objects.exclude(reference__startswith="WM-25-").delete()
    withdrawn = {
        "answer": Ask.Answer.WITHDRAWN,
        "answered_at": datetime.now(UTC),
        "answered_how": Ask.How.PHONE,
    }
    Ask.objects.filter(answer="").update(**withdrawn)


def sign_in(number: int) -> SignedIn:
    """A session of one of the filled service's hub AMHPs, as signing in leaves it."""
    user = User.objects.get(email=f"amhp{number}@westmoor.example")
    now = time.time()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "email": user.email},
        {"method": "mfa", "at": now, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session["onenumber.signed_in_at"] = session["onenumber.seen_at"] = now
    session.save()
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return SignedIn(user.pk, session.session_key, "".join(secrets.choice(letters) for _ in range(32)))


def board(who: SignedIn) -> Request:
    """The whole page."""
    return Request("GET", "/board/", who.headers)


def poll(who: SignedIn, etag: str) -> Request:
    """What the board's script asks every ten seconds."""
    headers = {**who.headers, "X-Fragment": "board", "If-None-Match": etag}
    return Request("GET", "/board/", headers, expects=304)


def cases(who: SignedIn) -> Iterator[Request]:
    """Open cases one after another, for ever."""
    references = list(OpenCase.objects.order_by("received_at").values_list("reference", flat=True))
    while True:
        for reference in references:
            yield Request("GET", f"/cases/{reference}/", who.headers)


def contacts(who: SignedIn, count: int, series: str) -> list[Request]:
    """`count` contacts ready to be saved: each has a draft that the page has kept, and a person of its own."""
    at, service = datetime.now(UTC), Service.objects.get()
    today = f"{at:%Y-%m-%d}"
    drafts, requests = [], []
    for number in range(count):
        reference, key = f"C-24-{series}{number:06}", uuid.uuid4()
        typed = {
            **TYPED, "person_name": f"{_word(number)} {_word(number // 1000 + 7)}{series.lower()}",
            "event_day": today, "received_day": today, "event_time": f"{max(0, at.hour - 1):02}:05",
        }  # fmt: skip
        kept = {
            **typed,
            "_by_page": {"language_or_help": "None known"},
            "_times": {},
            "_hints": [],
            "_sequence": 9,
        }
        drafts.append(
            Draft(reference=reference, user_id=who.user_id, service=service, answered_at=at, kept_at=at, fields=kept,
                  key=key)
        )  # fmt: skip
        body = urlencode({**typed, "key": str(key), "then": "board", "csrfmiddlewaretoken": who.token})
        headers = {**who.headers, "Content-Type": FORM}
        requests.append(Request("POST", f"/take/{reference}/", headers, body.encode(), expects=303))
    Draft.objects.bulk_create(drafts, batch_size=500)
    return requests


def _word(number: int) -> str:
    """A name of its own for each number; letters only."""
    letters = "abcdefghij"
    return re.sub(r"\d", lambda digit: letters[int(digit.group())], f"{number:03}").capitalize()
