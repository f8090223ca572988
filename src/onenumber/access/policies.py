"""Who may give people a sign-in and a role, who may open a record with a reason, who reviews openings."""

from typing import Any

from onenumber.access.models import Grant, Role, User
from onenumber.access.queries.users import has_worked_in, works_elsewhere
from onenumber.audit.models import Opening, Viewer

# record.md, page "Case": a working relationship, or a reason; all others never may, whatever the reason.
MAY_GIVE_REASON = frozenset(
    {Role.HUB_AMHP, Role.LOCALITY_AMHP, Role.EDT_OFFICER, Role.AMHP_LEAD, Role.TRAINEE, Role.SUPPORT}
)


def may_manage_users(viewer: Viewer, *, service_id: int, **_: Any) -> bool:
    """The system administrator of this service."""
    return viewer.may_in(service_id, {Role.SYSTEM_ADMIN})


def may_see_settings(viewer: Viewer) -> bool:
    """The system administrator, and the AMHP lead for the local settings."""
    return bool(viewer.services(Role.SYSTEM_ADMIN, Role.AMHP_LEAD))


def may_grant(viewer: Viewer, *, user: User, service_id: int, **_: Any) -> bool:
    """The system administrator, to anyone but themselves: nobody opens cases by their own leave."""
    return may_manage_users(viewer, service_id=service_id) and user.pk != viewer.user_id


def may_end_grant(viewer: Viewer, *, grant: Grant, **_: Any) -> bool:
    """The system administrator; not their own last key to the service's users."""
    return may_manage_users(viewer, service_id=grant.service_id) and grant.user_id != viewer.user_id


def may_switch_user(viewer: Viewer, *, user: User, service_id: int, **_: Any) -> bool:
    """The system administrator, for a user of this service and of no other, and never themselves."""
    return (
        may_manage_users(viewer, service_id=service_id)
        and user.pk != viewer.user_id
        and has_worked_in(user.pk, service_id)
        and not works_elsewhere(user.pk, service_id, at=viewer.at)
    )


def may_choose_keys(viewer: Viewer, **_: Any) -> bool:
    """Everybody, for themselves."""
    return bool(viewer.user_id)


def may_give_reason(viewer: Viewer, *, service_id: int, **_: Any) -> bool:
    """Roles that work with people, in the service that owns the record."""
    return viewer.may_in(service_id, MAY_GIVE_REASON)


def may_review_openings(viewer: Viewer, *, service_id: int, **_: Any) -> bool:
    """The AMHP lead of the service."""
    return viewer.may_in(service_id, {Role.AMHP_LEAD})


def may_review_opening(viewer: Viewer, *, opening: Opening, **_: Any) -> bool:
    """The AMHP lead of the service; not their own openings."""
    return may_review_openings(viewer, service_id=opening.service_id) and opening.user_id != viewer.user_id
