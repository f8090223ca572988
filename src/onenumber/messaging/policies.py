"""Who may write a message, take a text in, and say what it was."""

from typing import Any

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.messaging.models import InboundText
from onenumber.organisations.models import Service

PLACES_TEXTS = frozenset({Role.HUB_AMHP, Role.EDT_OFFICER, Role.AMHP_LEAD})
ITSELF = "system"  # the service itself: reactions and the gateway


def may_write(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Any grant in the service."""
    return service.pk in viewer.services()


def may_receive(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The gateway, which has shown its token."""
    return viewer.may_in(service.pk, {ITSELF})


def may_see_texts(viewer: Viewer, *, service_id: int, **_facts: Any) -> bool:
    """Whoever works at the hub: a text is somebody's own words."""
    return viewer.may_in(service_id, PLACES_TEXTS)


def may_place_text(viewer: Viewer, *, text: InboundText, **_facts: Any) -> bool:
    """The hub, or the service itself where it understood the text."""
    return viewer.may_in(text.service_id, {*PLACES_TEXTS, ITSELF})


def may_choose_reach(viewer: Viewer, **_facts: Any) -> bool:
    """Everybody, for themselves."""
    return bool(viewer.user_id)
