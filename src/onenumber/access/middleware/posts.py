"""Too many forms from one person in one minute get a page that says so (429); a body too large is never read (413).

Counted in this process's memory, by user and not by address: thirty people behind one hub's address each have
their own count, and counting costs no query. Several server processes count each for itself, so the limit is
generous on purpose: it stops a runaway script, not a fast typist. Signed-out requests are counted by address.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from onenumber.access.views.failures import too_large, too_many
from onenumber.records import clock

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class MinuteCount:
    """How often each key was seen in the present minute.

    >>> from datetime import UTC
    >>> count, at = MinuteCount(), datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> [count.add("user 1", at=at) for _ in range(3)]
    [1, 2, 3]
    >>> count.add("user 1", at=at.replace(minute=21))
    1
    """

    def __init__(self) -> None:
        self.minute: datetime | None = None
        self.seen: dict[str, int] = {}
        self.lock = Lock()

    def add(self, key: str, *, at: datetime) -> int:
        """Count one more, and say how many there are in this minute."""
        minute = at.replace(second=0, microsecond=0)
        with self.lock:
            if minute != self.minute:
                self.minute, self.seen = minute, {}
            self.seen[key] = self.seen.get(key, 0) + 1
            return self.seen[key]


def _says_it_is_too_large(request: HttpRequest) -> bool:
    """Files too: they would be written to the disk before anybody asked who sends them. No length, no body."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return not said.isascii() or not said.isdigit() or int(said[:20]) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class PostLimit:
    """Answers 429 once one user has sent more than POSTS_A_MINUTE forms in a minute, and 413 to a body of over 2 MB."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.count = MinuteCount()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        if _says_it_is_too_large(request):
            return too_large(request)
        user_id = request.user.pk
        key = f"user {user_id}" if user_id else f"address {request.META.get('REMOTE_ADDR', '')}"
        if self.count.add(key, at=clock.now()) > settings.POSTS_A_MINUTE:
            return too_many(request)
        return self.get_response(request)
