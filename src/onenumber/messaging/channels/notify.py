"""GOV.UK Notify over HTTP: hand a text or an e-mail over, and ask what became of it.

Written from its REST documentation (docs.notifications.service.gov.uk/rest-api.html): a token of HS256 with `iss`
(the service's id) and `iat`, one generic template whose only gap is the whole message, the error's status and type
(never its words, which may change). It has not been tried against the real service.
"""

import time
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
import requests
from django.conf import settings

from onenumber.messaging.channels.refused import NotNow, Refused

SECONDS = 10


class Gateway(Protocol):
    """What is asked of the installation's settings (onenumber.config.gateway.TextGateway)."""

    @property
    def service_id(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def text_template(self) -> str: ...
    @property
    def email_template(self) -> str: ...
    @property
    def callback_token(self) -> str: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True)
class Handed:
    """Notify took it: its own id, by which it can be asked."""

    gateway_id: str


def gateway() -> Gateway | None:
    """The gateway, if one is set up."""
    way: Gateway | None = settings.TEXT_GATEWAY
    return way


def hand_over_text(number: str, words: str, *, reference: str) -> Handed:
    """Send a text to a number such as 447700900123."""
    way = _way()
    return _handed(
        "sms",
        {
            "phone_number": f"+{number}",
            "template_id": way.text_template,
            "personalisation": {"message": words},
            "reference": reference,
        },
    )


def hand_over_email(address: str, subject: str, words: str, *, reference: str) -> Handed:
    """Send an e-mail."""
    way = _way()
    return _handed(
        "email",
        {
            "email_address": address,
            "template_id": way.email_template,
            "personalisation": {"subject": subject, "message": words},
            "reference": reference,
        },
    )


def standing_of(gateway_id: str) -> str:
    """What Notify says became of it, such as "delivered" or "temporary-failure"."""
    status = _asked("GET", f"/v2/notifications/{gateway_id}").get("status")
    if not isinstance(status, str):
        raise NotNow("GOV.UK Notify gave an answer that could not be read")
    return status


def _way() -> Gateway:
    way = gateway()
    if way is None:
        raise Refused("no text gateway is set up")
    return way


def _handed(kind: str, body: dict[str, Any]) -> Handed:
    gateway_id = _asked("POST", f"/v2/notifications/{kind}", body).get("id")
    if not isinstance(gateway_id, str):
        raise NotNow("GOV.UK Notify gave an answer that could not be read")
    return Handed(gateway_id)


def _asked(verb: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    way = _way()
    token = jwt.encode({"iss": way.service_id, "iat": int(time.time())}, way.secret, algorithm="HS256")
    try:
        answer = requests.request(
            verb,
            way.address + path,
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as problem:
        raise NotNow("GOV.UK Notify did not answer") from problem
    if not answer.ok or answer.is_redirect:
        raise _why(answer)
    try:
        said = answer.json()
    except requests.JSONDecodeError as problem:
        raise NotNow("GOV.UK Notify gave an answer that could not be read") from problem
    return said if isinstance(said, dict) else {}


def _why(answer: requests.Response) -> Exception:
    """The error by its status and type, as the documentation asks."""
    kind = _kind(answer)
    match answer.status_code:
        case 400:
            return Refused(f"GOV.UK Notify does not take this number or message ({kind or 400})")
        case 404:
            return Refused("GOV.UK Notify does not know this message")
        case 401 | 403:
            return NotNow("GOV.UK Notify refuses our key, or a clock is wrong")
        case 429 if kind == "TooManyRequestsError":
            return NotNow("the day's limit at GOV.UK Notify is reached")
        case 429:
            return NotNow("GOV.UK Notify asks us to send more slowly")
    return NotNow(f"GOV.UK Notify could not take it ({answer.status_code})")


def _kind(answer: requests.Response) -> str:
    try:
        kind = answer.json()["errors"][0]["error"]
    except (requests.JSONDecodeError, KeyError, IndexError, TypeError):
        return ""
    return kind if isinstance(kind, str) and kind.isalpha() and len(kind) < 40 else ""
