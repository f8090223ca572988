"""Opens a pack by what its own page says, with nothing of the product: as another program would."""

import hashlib
import json
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class _Parts(HTMLParser):
    """The hidden parts of the page by their id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = dict(attrs).get("id") or "" if tag == "pre" else ""

    def handle_data(self, data: str) -> None:
        if self.name:
            self.found[self.name] = self.found.get(self.name, "") + data

    def handle_endtag(self, tag: str) -> None:
        self.name = ""


def parts_of(file: Path) -> dict[str, str]:
    """Cover, salt, nonce and what is sealed."""
    reader = _Parts()
    reader.feed(file.read_text())
    return reader.found


def opened(file: Path, passphrase: str) -> str:
    """What stands in the pack."""
    parts = parts_of(file)
    said = json.loads(parts["cover"])
    assert (said["kdf"], said["cipher"]) == ("PBKDF2-HMAC-SHA-256", "AES-256-GCM")
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), b64decode(parts["salt"]), said["rounds"], 32)
    plain = AESGCM(key).decrypt(
        b64decode(parts["nonce"]), b64decode(parts["sealed"]), parts["cover"].encode()
    )
    return plain.decode()
