"""Who may work with paper: those who take contacts and those who type for others; the hub begins and ends it.

A sheet may be about any case of the service: whoever is narrowed to one council has no business with the pile.
"""

from typing import Any

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.continuity.models import PaperPeriod, Sheet
from onenumber.organisations.models import Service

KEEPERS = (Role.HUB_AMHP, Role.AMHP_LEAD)
TYPISTS = (*KEEPERS, Role.EDT_OFFICER, Role.TRAINEE, Role.SUPPORT)


def may_keep_paper(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Say that a time on paper began, which sheets were handed out, and that none is missing."""
    return viewer.may_in(service.pk, KEEPERS) and viewer.councils_in(service.pk) is None


def may_keep_period(viewer: Viewer, *, period: PaperPeriod, **_facts: Any) -> bool:
    """As above, of the period's service."""
    return may_keep_paper(viewer, service=period.service)


def may_type(viewer: Viewer, *, service_id: int) -> bool:
    """See the sheets and type them in; what may be recorded is asked of each screen."""
    return viewer.may_in(service_id, TYPISTS) and viewer.councils_in(service_id) is None


def may_type_sheet(viewer: Viewer, *, sheet: Sheet, **_facts: Any) -> bool:
    """As above, of the sheet's service."""
    return may_type(viewer, service_id=sheet.period.service_id)
