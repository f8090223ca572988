"""The key of the return's person keys: outside database and backup, made once, for its owner only."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def return_key() -> bytes:
    """32 bytes from the data folder; whoever loses it can no longer link one return to the next."""
    file = Path(settings.DATA) / "return_key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(32))
    return file.read_bytes()
