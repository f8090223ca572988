"""What somebody typed into a form that could not be taken: shown again, so that nothing has to be retyped.

The button that sends it again is given only to a form that came from one of our own pages; a form that another
site sent is shown for copying at most, or a stranger could have one click of ours do their work.
"""

from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError

from onenumber.records.submissions import NotAKey, read_key

NEVER_SHOWN = ("csrfmiddlewaretoken", "password", "code", "secret")
MACHINE_FIELDS = ("key", "cursor", "sequence", "next")


class Typed(NamedTuple):
    """One field as it was sent; `machine` ones are carried along unseen."""

    name: str
    value: str
    machine: bool


def typed_fields(request: HttpRequest) -> tuple[Typed, ...]:
    """Every value that was sent, passwords and codes left out; empty when the body could not be read."""
    if request.method != "POST":
        return ()
    try:
        lists = list(request.POST.lists())
    except (
        RequestDataTooBig,
        TooManyFieldsSent,
        TooManyFilesSent,
        MultiPartParserError,
        RawPostDataException,
        UnreadablePostError,
    ):
        return ()
    return tuple(
        Typed(name, _sound_key(value) if name == "key" else value, name in MACHINE_FIELDS)
        for name, values in lists
        if not any(word in name.lower() for word in NEVER_SHOWN)
        for value in values
    )


def _sound_key(text: str) -> str:
    try:
        return str(read_key(text))
    except NotAKey:
        return str(uuid4())


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this; silence counts as no."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
