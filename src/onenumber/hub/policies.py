"""Who may open the hub's composite screens (record.md, "page | who")."""

from onenumber.access.models import Role
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.rota.queries import is_on_duty

HUB = (Role.HUB_AMHP, Role.AMHP_LEAD)
ALWAYS_ON_THE_BOARD = (*HUB, Role.EDT_OFFICER, Role.TRAINEE, Role.SUPPORT)


def may_see_board(viewer: Viewer, *, service_id: int) -> bool:
    """Hub, lead, EDT and trainee; support (without names); a locality AMHP while on duty; nobody else."""
    if viewer.may_in(service_id, ALWAYS_ON_THE_BOARD):
        return True
    return viewer.may_in(service_id, (Role.LOCALITY_AMHP,)) and is_on_duty(viewer, service_id, viewer.at)


def may_see_names(viewer: Viewer, *, service_id: int) -> bool:
    """Initials on the board, names in the history: not for support alone."""
    return viewer.may_in(service_id, (*HUB, Role.EDT_OFFICER, Role.TRAINEE, Role.LOCALITY_AMHP))


def may_arrange(viewer: Viewer, *, service_id: int) -> bool:
    """Offer and arrange: hub and lead always, an EDT officer while on duty."""
    if viewer.may_in(service_id, HUB):
        return True
    return viewer.may_in(service_id, (Role.EDT_OFFICER,)) and is_on_duty(viewer, service_id, viewer.at)


def boards_of(viewer: Viewer) -> list[int]:
    """The services whose board this viewer may open, in the order they were made."""
    return sorted(number for number in viewer.services() if may_see_board(viewer, service_id=number))


def service_of(viewer: Viewer, wanted: str = "") -> Service:
    """The service whose board this viewer opens: the wanted one, or the first they may see."""
    allowed = boards_of(viewer)
    services = {service.prefix: service for service in Service.objects.filter(id__in=allowed).order_by("id")}
    if wanted in services:
        return services[wanted]
    if wanted or not services:
        raise NotAllowed("board")
    return next(iter(services.values()))
