"""Addresses of many rows at once: Django works out the pattern, the reference is put in."""

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import reverse

PLACE = "0"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[PLACE]).rpartition(PLACE)
    return before, after


@lru_cache(maxsize=4096)
def address(name: str, reference: str | int) -> str:
    """As `reverse(name, args=[reference])`, for an address with one argument."""
    before, after = _around(name)
    return f"{before}{quote(str(reference), safe='')}{after}"
