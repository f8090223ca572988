"""The secret key: made once, kept in the data folder for its owner only, never in the repository."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key of this installation; made on first use."""
    given = os.environ.get("ONENUMBER_SECRET_KEY")
    if given:
        return given
    file = data / "secret_key"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def secret_file(path: str) -> str:
    """A secret kept in a file of its own, such as the mail server's password; empty when no file is named."""
    return Path(path).read_text().strip() if path else ""
