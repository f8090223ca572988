"""The key of a person in the return: the same person, the same key, within one service and one year.

AMDS v1 §4.1 field 9 and §8: an HMAC whose key never leaves the service, so that linking across councils is
impossible on purpose. The year is part of what is hashed, so that keys of two years cannot be joined either.
"""

import hashlib
import hmac
import re

_SHORTEST_KEY = 32
_LENGTH = 32


class KeyTooShort(ValueError):
    """The secret key has fewer than 32 bytes."""


def person_key(nhs_number_or_local_id: str, *, key: bytes, year: int) -> str:
    """Return 32 hexadecimal digits for a person; spaces and hyphens of an NHS number make no difference.

    >>> one = person_key("999 125 7756", key=b"k" * 32, year=2026)
    >>> one == person_key("9991257756", key=b"k" * 32, year=2026), len(one)
    (True, 32)
    """
    if len(key) < _SHORTEST_KEY:
        raise KeyTooShort("The key for person keys has fewer than 32 bytes: make one with 32 random bytes.")
    identifier = nhs_number_or_local_id.strip()
    digits = re.sub(r"[\s-]", "", identifier)
    if re.fullmatch(r"\d{10}", digits):
        identifier = digits
    if not identifier:
        raise ValueError("A person key needs an NHS number or a local identifier.")
    message = f"{year}\x1f{identifier}".encode("utf-8", errors="surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:_LENGTH]
