"""GOV.UK Notify inside the tests, reached over real HTTP: it checks each request and answers as documented.

The real service cannot be reached where these tests run. Each part was written from what GOV.UK published, read in the
stored copies of its repositories (alphagov, GitHub); `test_fake_notify.py` holds the fake to the same sources:

* token, addresses, request and answer: notifications-tech-docs, source/documentation/_api_docs.md ("Authorisation
  header", "Send a text message", "Send an email"); how a token is checked (HS256, iss, iat within 30 seconds):
  notifications-python-client, authentication.py; 401 and 403 and their words: notifications-api,
  app/authentication/auth.py
* errors, their status, type and shape {"status_code", "errors": [{"error", "message"}]}: notifications-tech-docs,
  error_tables/_generic_errors.md and _send_a_text_message.md; notifications-api, app/v2/errors.py
* fields that must be there: notifications-api, app/v2/notifications/notification_schemas.py (refusing fields that are
  not documented is ours: stricter than that schema)
* statuses and the two callbacks, with every key: notifications-tech-docs, _callbacks.md; who retries what:
  notifications-api, app/celery/service_callback_tasks.py
* twenty messages with the same content to a number in an hour, a hundred of any: notifications-tech-docs, _limits.md

Not found in any of these, so assumed: which status a text gets that the networks block (permanent-failure here), and
the longest text (918 letters, six joined ones). Nothing here has been compared with the running service.
"""

import json
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt

SERVICE_ID = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"my_test_key-{SERVICE_ID}-{SECRET}"
TEXT_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
EMAIL_TEMPLATE = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
TOKEN = "a-bearer-token-of-this-test"
MOMENT = "2026-11-24T14:20:30.000000Z"
GAPS = {TEXT_TEMPLATE: ("sms", {"message"}), EMAIL_TEMPLATE: ("email", {"subject", "message"})}
TO_FIELD = {"sms": "phone_number", "email": "email_address"}
ALLOWED = {"template_id", "personalisation", "reference", "sms_sender_id", "email_reply_to_id"}
SAME, ANY = 20, 100


class Wrong(Exception):
    """An error answer."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


@dataclass
class Taken:
    """A message Notify has."""

    id: str
    kind: str
    to: str
    words: str
    reference: str | None
    status: str = "sending"


@dataclass
class FakeNotify:
    """One service of Notify with one key and two templates. `next_errors` are answered before anything is taken."""

    taken: list[Taken] = field(default_factory=list)
    next_errors: list[Wrong] = field(default_factory=list)
    refuses: Callable[[str], Wrong | None] = lambda to: None
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> "FakeNotify":
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake._answer(self, "POST")

            def do_GET(self) -> None:
                fake._answer(self, "GET")

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.server.shutdown()
        self.server.server_close()

    def environment(self, folder: Path, *, email: bool = False) -> dict[str, str]:
        """What an operator would set for it, with its files."""
        (folder / "notify_key").write_text(API_KEY + "\n")
        (folder / "notify_token").write_text(TOKEN + "\n")
        said = {
            "ONENUMBER_NOTIFY_KEY_FILE": str(folder / "notify_key"),
            "ONENUMBER_NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE,
            "ONENUMBER_NOTIFY_CALLBACK_TOKEN_FILE": str(folder / "notify_token"),
            "ONENUMBER_NOTIFY_ADDRESS": self.address,
        }
        return said | ({"ONENUMBER_NOTIFY_EMAIL_TEMPLATE": EMAIL_TEMPLATE} if email else {})

    def _answer(self, handler: BaseHTTPRequestHandler, verb: str) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        raw = handler.rfile.read(length)
        self.asked.append(f"{verb} {handler.path}")
        try:
            check_token(handler.headers.get("Authorization"))
            if self.next_errors:
                raise self.next_errors.pop(0)
            status, body = (
                (201, self._take(handler, raw)) if verb == "POST" else (200, self._tell(handler.path))
            )
        except Wrong as wrong:
            status = wrong.status
            body = {"status_code": status, "errors": [{"error": wrong.kind, "message": wrong.message}]}
        said = json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)

    def _take(self, handler: BaseHTTPRequestHandler, raw: bytes) -> dict[str, Any]:
        kind = {"/v2/notifications/sms": "sms", "/v2/notifications/email": "email"}.get(handler.path)
        if kind is None:
            raise Wrong(404, "NotFound", "The requested URL was not found on the server")
        if handler.headers.get("Content-Type") != "application/json":
            raise Wrong(400, "BadRequestError", "Invalid JSON supplied in POST data")
        body = checked(kind, raw)
        refused = self.refuses(body[TO_FIELD[kind]])
        if refused:
            raise refused
        said = body["personalisation"]
        words = said["message"] if kind == "sms" else f"{said['subject']}\n{said['message']}"
        taken = Taken(str(uuid.uuid4()), kind, body[TO_FIELD[kind]], words, body.get("reference"))
        self.taken.append(taken)
        if kind == "sms" and self._blocked(taken):
            taken.status = "permanent-failure"
        content = (
            {"body": words, "from_number": "GOVUK"}
            if kind == "sms"
            else {
                "subject": said["subject"],
                "body": said["message"],
                "from_email": "one@notifications.service.gov.uk",
            }
        )
        return {
            "id": taken.id,
            "reference": taken.reference,
            "content": content,
            "uri": f"{self.address}/v2/notifications/{taken.id}",
            "template": {"id": body["template_id"], "version": 1, "uri": f"{self.address}/v2/template/x"},
        }

    def _blocked(self, taken: Taken) -> bool:
        same = Counter(each.words for each in self.taken if each.kind == "sms" and each.to == taken.to)
        return same[taken.words] > SAME or same.total() > ANY

    def _tell(self, path: str) -> dict[str, Any]:
        known = {f"/v2/notifications/{each.id}": each for each in self.taken}
        if path not in known:
            raise Wrong(404, "NoResultFound", "No result found")
        each = known[path]
        return {
            "id": each.id, "reference": each.reference, "status": each.status, "type": each.kind, "body": each.words,
            "phone_number": each.to if each.kind == "sms" else None, "created_at": MOMENT,
        }  # fmt: skip

    def receipt(self, taken: Taken, status: str) -> dict[str, Any]:
        """The body of the callback for one message, every key as documented."""
        taken.status = status
        return {
            "id": taken.id,
            "reference": taken.reference,
            "to": taken.to,
            "status": status,
            "created_at": MOMENT,
            "completed_at": MOMENT,
            "sent_at": MOMENT,
            "notification_type": taken.kind,
            "template_id": TEXT_TEMPLATE,
            "template_version": 1,
        }


def reply(number: str, words: str, *, gateway_id: str = "") -> dict[str, str]:
    """The body of the callback for a text that came in."""
    return {
        "id": gateway_id or str(uuid.uuid4()),
        "source_number": number,
        "destination_number": "07700900999",
        "message": words,
        "date_received": MOMENT,
    }


def check_token(header: str | None) -> None:
    """As Notify checks a request's token; raises Wrong."""
    if not header:
        raise Wrong(401, "AuthError", "Unauthorized: authentication token must be provided")
    if not header.startswith("Bearer "):
        raise Wrong(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
    token = header.removeprefix("Bearer ")
    try:
        if jwt.get_unverified_header(token) != {"typ": "JWT", "alg": "HS256"}:
            raise Wrong(403, "AuthError", "Invalid token: algorithm used is not HS256")
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], leeway=30)
    except jwt.InvalidTokenError as problem:
        raise Wrong(403, "AuthError", "Invalid token: API key not found") from problem
    if claims.get("iss") != SERVICE_ID:
        raise Wrong(403, "AuthError", "Invalid token: service not found")
    if not isinstance(claims.get("iat"), int) or abs(time.time() - claims["iat"]) > 30:
        raise Wrong(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")


def checked(kind: str, raw: bytes) -> dict[str, Any]:
    """The body of a request to send, or Wrong."""
    try:
        body = json.loads(raw)
    except ValueError as problem:
        raise Wrong(400, "BadRequestError", "Invalid JSON supplied in POST data") from problem
    to = TO_FIELD[kind]
    for name in (to, "template_id"):
        if name not in body:
            raise Wrong(400, "ValidationError", f"{name} is a required property")
    for name in set(body) - ALLOWED - {to}:
        raise Wrong(400, "ValidationError", f"Additional properties are not allowed ({name} was unexpected)")
    if kind == "sms" and not re.fullmatch(r"\+?[0-9 ]+", str(body[to])):
        raise Wrong(400, "ValidationError", "phone_number Must not contain letters or symbols")
    if kind == "sms" and not 10 <= len(re.sub(r"\D", "", body[to])) <= 15:
        raise Wrong(400, "ValidationError", "phone_number Not enough digits")
    if GAPS.get(body["template_id"], ("", set()))[0] != kind:
        raise Wrong(400, "BadRequestError", "Template not found")
    missing = GAPS[body["template_id"]][1] - set(body.get("personalisation") or {})
    if missing:
        raise Wrong(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
    return body  # type: ignore[no-any-return]  # read from JSON
