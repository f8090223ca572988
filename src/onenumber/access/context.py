"""Gives every page its shell: menu by role, who is signed in, the one number, messages.

A menu entry is shown only to roles that may open the page; pages of later rooms are known here by role alone.
Source: record.md, "who may do what"; screens GUIDE, "Page map by role".
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from onenumber.access.models import ROLES, Role, ViewerRequest
from onenumber.access.queries.shell import shell_service
from onenumber.access.sign_in.second_factor import second_factor_lacks
from onenumber.audit.models import Viewer
from onenumber.design.about import about_of
from onenumber.design.page import Message, NavItem, Page, Tone, printed_line
from onenumber.records import clock

HUB = (Role.HUB_AMHP, Role.AMHP_LEAD, Role.EDT_OFFICER, Role.TRAINEE)


class Entry(NamedTuple):
    """One page of the menu and who may open it."""

    label: str
    url: str
    key: str
    may_open: Callable[[Viewer], bool]


def _by_role(*roles: Role) -> Callable[[Viewer], bool]:
    return lambda viewer: bool(viewer.services(*roles))


def _practitioner(viewer: Viewer) -> bool:
    return viewer.practitioner_id is not None


def _board(viewer: Viewer) -> bool:
    """By role, or a locality AMHP while on duty: the duty list is a later room's, so the roof names who is asked."""
    if viewer.services(*HUB, Role.SUPPORT):
        return True
    asked: Callable[[Viewer], object] = import_string(settings.MENU_BOARD)
    return bool(viewer.services(Role.LOCALITY_AMHP) and asked(viewer))


MENU = (
    Entry("Board", "/board/", "b", _board),
    Entry("Take a contact", "/take/", "n", _by_role(*HUB)),
    Entry("My day", "/my-day/", "", _practitioner),
    Entry("Handover", "/handover/", "h", _by_role(*HUB)),
    Entry("Duty list", "/duty/", "", _by_role(*HUB, Role.LOCALITY_AMHP, Role.MANAGER, Role.SUPPORT)),
    Entry("People", "/people/", "", _by_role(Role.AMHP_LEAD)),
    Entry("Openings", "/openings/", "", _by_role(Role.AMHP_LEAD)),
    Entry("Records", "/records/", "", _by_role(Role.MANAGER)),
    Entry("Delays", "/delays/", "", _by_role(Role.MANAGER)),  # others come to it from the board
    Entry("Agreements", "/agreements/", "", _by_role(Role.MANAGER)),  # others from the board, too
    Entry("Return", "/return/", "", _by_role(Role.AMHP_LEAD, Role.MANAGER)),
    Entry("Settings", "/settings/", "", _by_role(Role.AMHP_LEAD, Role.SYSTEM_ADMIN)),
)
TONES = {
    "success": Tone.DONE,
    "warning": Tone.SOON,
    "error": Tone.DANGER,
    "info": Tone.PLAIN,
    "debug": Tone.PLAIN,
}


def menu_of(viewer: Viewer, path: str) -> tuple[NavItem, ...]:
    """The menu entries this viewer may open, the current one marked."""
    return tuple(
        NavItem(label=entry.label, url=entry.url, key=entry.key, current=path.startswith(entry.url))
        for entry in MENU
        if entry.may_open(viewer)
    )


def first_role(viewer: Viewer) -> str:
    """The role named beside the viewer's name."""
    roles = [grant.role for grant in viewer.grants]
    return ROLES[Role(roles[0])].label if roles else ""


def bare_page(request: HttpRequest) -> Page:
    """A shell that asks the database nothing: for signed-out pages and for when nothing can be asked."""
    about = about_of(request)
    return Page(
        title=about.title or "One Number",
        service_name="",
        now=getattr(request, "at", None) or clock.now(),
        has_errors=about.has_errors,
        keys=about.keys,
        accessibility_url="/accessibility/",
        synthetic=settings.DEMONSTRATION,
    )


def _signed_in_page(request: ViewerRequest) -> Page:
    viewer, about = request.viewer, about_of(request)
    service = shell_service(viewer)
    role, name = first_role(viewer), request.user.name
    return Page(
        title=about.title or "One Number",
        service_name=service.name,
        now=request.at,
        place=service.short_name,
        nav=menu_of(viewer, request.path),
        who=f"{name}, {role}" if role else name,
        one_number=service.one_number,
        synthetic=service.synthetic,
        find_url="/find/" if viewer.grants else "",
        sign_out_url="/sign-out/",
        accessibility_url="/accessibility/",
        feedback_url="/feedback/",
        account_url="/sign-in/yours/",
        printed_line=printed_line(
            service=service.name,
            subject=about.subject or about.title or "Page",
            printed_at=request.at,
            by=name,
        ),
        messages=tuple(
            Message(text=str(m), tone=TONES.get(m.level_tag, Tone.PLAIN)) for m in get_messages(request)
        ),
        keys=about.keys,
        has_errors=about.has_errors,
        large_print=request.user.large_print or request.GET.get("print") == "large",
        letters=request.user.single_letter_keys,
        paper=getattr(request, "paper_line", None),
        restored_at=service.restored_at,
    )


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `page` for every template."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer) or not viewer.user_id or about_of(request).bare:
        provider = settings.IDENTITY_PROVIDER
        return {"page": bare_page(request), "organisation_sign_in": provider.name if provider else ""}
    if second_factor_lacks(request):  # no menu yet: it would only lead back to the set-up page
        return {"page": replace(bare_page(request), who=viewer.name, sign_out_url="/sign-out/")}
    # The shell has four forms: one hidden token, masked once for this answer, serves them all.
    token = SimpleLazyObject(lambda: csrf_input(request))
    return {"page": _signed_in_page(cast(ViewerRequest, request)), "csrf_input": token}
