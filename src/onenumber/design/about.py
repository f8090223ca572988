"""What a view says about its page before the shell is drawn: title, keys, errors.

The shell's other facts (menu, who, service) come from a context processor, which runs after the view; so the
view leaves its part on the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from onenumber.design.page import KeyHelp


@dataclass(frozen=True, kw_only=True)
class About:
    """The view's part of a Page.

    `subject` stands in the printed line; left empty it is the title. A `bare` page asks the database nothing.
    """

    title: str = ""
    subject: str = ""
    keys: tuple[KeyHelp, ...] = ()
    has_errors: bool = False
    bare: bool = False


class AboutRequest(HttpRequest):
    """A request on which a view has left its part of the Page."""

    page_about: About


def about(
    request: HttpRequest,
    *,
    title: str,
    subject: str = "",
    keys: tuple[KeyHelp, ...] = (),
    has_errors: bool = False,
    bare: bool = False,
) -> None:
    """Say what this page is called (a reference at most, never a name) and which keys it has of its own.

    >>> request = HttpRequest()
    >>> about(request, title="Case WM-26-1850")
    >>> about_of(request).title
    'Case WM-26-1850'
    """
    cast(AboutRequest, request).page_about = About(
        title=title, subject=subject, keys=keys, has_errors=has_errors, bare=bare
    )


def about_of(request: HttpRequest) -> About:
    """What the view said, or nothing."""
    found = getattr(request, "page_about", None)
    return found if isinstance(found, About) else About()
