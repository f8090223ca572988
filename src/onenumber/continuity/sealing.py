"""Seals a pack: AES-256-GCM under a key made from a passphrase, inside a page that opens itself in any browser.

The page asks nothing of any network and runs one script, named by its hash in the page's own content policy. How the
words become a key, and all that is needed to open the file by another program, stands in the page in plain text.
Why this and not a ZIP or a PDF: docs/decisions.
"""

import hashlib
import json
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from html import escape, unescape
from importlib.resources import files

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ROUNDS = 1_000_000  # PBKDF2-HMAC-SHA-256; OWASP's password storage sheet asks for 600,000 or more
SALT, NONCE, KEY = 16, 12, 32
SLOT = re.compile(r"\[\[([a-z_]+)\]\]")
PARTS = files("onenumber.continuity") / "pack"


class WrongPassphrase(ValueError):
    """The passphrase does not open this pack, or the file was changed."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What may be read without the passphrase. It is bound to what is sealed: changed, the pack does not open."""

    title: str
    service: str
    code: str
    made: str
    passphrase_since: str


def _key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, rounds, dklen=KEY)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def seal(body: str, *, cover: Cover, passphrase: str) -> bytes:
    """The whole file: cover, sealed body, and the script that opens it."""
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    plain = json.dumps(
        {"kdf": "PBKDF2-HMAC-SHA-256", "rounds": ROUNDS, "cipher": "AES-256-GCM"} | asdict(cover),
        sort_keys=True,
    )
    sealed = AESGCM(_key(passphrase, salt, ROUNDS)).encrypt(nonce, body.encode(), plain.encode())
    script, style = ((PARTS / name).read_text(encoding="utf-8") for name in ("open.js", "pack.css"))
    values = {
        "policy": f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'",
        "script": script,
        "style": style,
        "cover": escape(plain),
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "sealed": b64encode(sealed).decode(),
    } | {name: escape(value) for name, value in asdict(cover).items()}
    page = (PARTS / "shell.html").read_text(encoding="utf-8")
    return SLOT.sub(lambda slot: values[slot[1]], page).encode()


def unseal(page: bytes, *, passphrase: str) -> str:
    """What was sealed; by another way than the browser's, for `onenumber pack --open`."""
    text = page.decode()
    cover, salt, nonce, sealed = (_held(text, name) for name in ("cover", "salt", "nonce", "sealed"))
    plain = unescape(cover)
    key = _key(passphrase, b64decode(salt), int(json.loads(plain)["rounds"]))
    try:
        return AESGCM(key).decrypt(b64decode(nonce), b64decode(sealed), plain.encode()).decode()
    except InvalidTag as problem:
        raise WrongPassphrase("The passphrase does not open this pack, or the file was changed.") from problem


def _held(text: str, name: str) -> str:
    opening = f'<pre id="{name}" hidden>'
    return text.split(opening, 1)[1].split("</pre>", 1)[0]
