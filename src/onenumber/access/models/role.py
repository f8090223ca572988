"""The roles: data with a sentence each, so that the settings page explains itself (record.md, who may do what)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The ids of the roles."""

    HUB_AMHP = "hub_amhp"
    LOCALITY_AMHP = "locality_amhp"
    EDT_OFFICER = "edt_officer"
    AMHP_LEAD = "amhp_lead"
    MANAGER = "manager"
    AUDITOR = "auditor"
    TRAINEE = "trainee"
    SUPPORT = "support"
    ANALYST = "analyst"
    SYSTEM_ADMIN = "system_admin"


@dataclass(frozen=True)
class RoleText:
    """How a role is called on screens, and what it is for."""

    label: str
    sentence: str


ROLES: dict[Role, RoleText] = {
    Role.HUB_AMHP: RoleText(
        "hub AMHP", "Takes contacts, offers cases and arranges; decides only in cases they hold."
    ),
    Role.LOCALITY_AMHP: RoleText("AMHP", "Is offered cases, and decides in the cases they hold."),
    Role.EDT_OFFICER: RoleText("EDT officer", "Does the hub's work out of hours, while on duty."),
    Role.AMHP_LEAD: RoleText(
        "AMHP lead", "Does the hub's work, answers for it, reviews openings, exports the return."
    ),
    Role.MANAGER: RoleText(
        "manager", "Sees numbers and the return; opens no person's record except sampled cases."
    ),
    Role.AUDITOR: RoleText("auditor", "Reads sampled cases while an audit is open."),
    Role.TRAINEE: RoleText("trainee AMHP", "Works with a supervisor, who countersigns."),
    Role.SUPPORT: RoleText("support", "Types and asks for others; sees no names on the board."),
    Role.ANALYST: RoleText("analyst", "Sees suppressed figures only."),
    Role.SYSTEM_ADMIN: RoleText("system administrator", "Manages users, settings and backup; opens no case."),
}
