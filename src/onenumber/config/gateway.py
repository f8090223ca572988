"""GOV.UK Notify, through which texts (and e-mails, if wanted) go, if the operator set it up.

    ONENUMBER_NOTIFY_KEY_FILE             file with the API key, {key_name}-{service id}-{secret}
    ONENUMBER_NOTIFY_TEXT_TEMPLATE        id of a text template whose whole content is ((message))
    ONENUMBER_NOTIFY_EMAIL_TEMPLATE       optional: id of an e-mail template ((subject)) / ((message))
    ONENUMBER_NOTIFY_CALLBACK_TOKEN_FILE  optional: file with the bearer token Notify sends with receipts and replies
    ONENUMBER_NOTIFY_ADDRESS              another address of the interface (default: the public one)

Keys are never in the environment, only the names of the files that hold them. Source: GOV.UK Notify, REST API
documentation, "Authorisation header", "API keys", "Callbacks".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ADDRESS = "https://api.notifications.service.gov.uk"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
KEY = re.compile(rf".*({UUID})-({UUID})", re.IGNORECASE)
SHORTEST_TOKEN = 20
NAMES = ("key_file", "text_template", "email_template", "callback_token_file", "address")


class GatewayUnclear(ValueError):
    """The gateway is set up only in part, or not as Notify asks."""


@dataclass(frozen=True, kw_only=True)
class TextGateway:
    """One service of GOV.UK Notify."""

    service_id: str
    secret: str = field(repr=False)
    text_template: str
    email_template: str = ""
    callback_token: str = field(default="", repr=False)
    address: str = ADDRESS


def _content(file: str, what: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise GatewayUnclear(f"The file with {what} cannot be read: {file}") from problem


def _address(written: str) -> str:
    parts = urlsplit(written)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise GatewayUnclear("ONENUMBER_NOTIFY_ADDRESS must begin with https://")
    return written.rstrip("/")


def text_gateway(environment: Mapping[str, str]) -> TextGateway | None:
    """The gateway of this installation, or None; raises when it is set up only in part.

    >>> text_gateway({}) is None
    True
    >>> text_gateway({"ONENUMBER_NOTIFY_TEXT_TEMPLATE": "f33517ff-2a88-4f6e-b855-c550268ce08a"})
    Traceback (most recent call last):
    ...
    onenumber.config.gateway.GatewayUnclear: ONENUMBER_NOTIFY_KEY_FILE is not set
    """
    said = {name: environment.get(f"ONENUMBER_NOTIFY_{name.upper()}", "") for name in NAMES}
    if not any(said.values()):
        return None
    for name in ("key_file", "text_template"):
        if not said[name]:
            raise GatewayUnclear(f"ONENUMBER_NOTIFY_{name.upper()} is not set")
    for name in ("text_template", "email_template"):
        if said[name] and not re.fullmatch(UUID, said[name], re.IGNORECASE):
            raise GatewayUnclear(f"ONENUMBER_NOTIFY_{name.upper()} must be the id of a template")
    key = KEY.fullmatch(_content(said["key_file"], "the API key"))
    if key is None:
        raise GatewayUnclear(
            "The API key must look like {key_name}-{service id}-{secret}, as Notify shows it"
        )
    token_file = said["callback_token_file"]
    token = _content(token_file, "the bearer token") if token_file else ""
    if token_file and len(token) < SHORTEST_TOKEN:
        raise GatewayUnclear(f"The bearer token must have {SHORTEST_TOKEN} letters or more")
    return TextGateway(
        service_id=key[1],
        secret=key[2],
        text_template=said["text_template"],
        email_template=said["email_template"],
        callback_token=token,
        address=_address(said["address"] or ADDRESS),
    )
