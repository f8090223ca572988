"""The answer to a sign-out tells the browser to clear what it keeps for us: what a phone kept cannot be read again.

The pages' own script throws the key away before that; this is for a browser in which it did not run.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def clearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap the sign-out: `Clear-Site-Data` once somebody was signed in and is no longer."""

    @wraps(view)
    def cleared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        answer = view(request, *args, **kwargs)
        if was_signed_in and not request.user.is_authenticated:
            answer.headers["Clear-Site-Data"] = '"storage"'
        return answer

    return cleared
