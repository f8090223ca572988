"""Who is looking or acting: a user with the grants in force at this moment. Nothing is read without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class GrantHeld:
    """A role in a service, for one council of it or (None) for all."""

    role: str
    service_id: int
    council_id: int | None = None


@dataclass(frozen=True)
class FromPaper:
    """What is typed now stood on paper before: which entry and sheet, when it happened, and who wrote it there."""

    entry_id: int
    sheet: str
    at: datetime
    written_by: str
    practitioner_id: int | None = None


@dataclass(frozen=True)
class Viewer:
    """A signed-in user at one moment; the same object is the actor of an action.

    >>> from datetime import UTC
    >>> held = (GrantHeld("amhp_lead", 3),)
    >>> lead = Viewer(user_id=7, name="A. Lead", grants=held, at=datetime(2026, 11, 24, tzinfo=UTC))
    >>> lead.services("amhp_lead", "manager"), lead.may_in(3, ("auditor",))
    ((3,), False)
    """

    user_id: int
    name: str
    grants: tuple[GrantHeld, ...]
    at: datetime
    practitioner_id: int | None = None
    paper: FromPaper | None = None  # while a sheet of paper is typed in; None is the rule

    def happened(self, at: datetime) -> datetime:
        """When what is recorded happened, unless its form says so itself: at this moment, or when the paper says."""
        return self.paper.at if self.paper else at

    @classmethod
    def itself(cls, service_id: int, at: datetime, *, name: str = "One Number") -> "Viewer":
        """The service itself as an actor (nobody's user id): reactions, chores, the text gateway."""
        return cls(user_id=0, name=name, grants=(GrantHeld("system", service_id),), at=at)

    def services(self, *roles: str) -> tuple[int, ...]:
        """The services in which the viewer holds one of these roles (any role if none is named)."""
        return tuple(dict.fromkeys(g.service_id for g in self.grants if not roles or g.role in roles))

    def may_in(self, service_id: int, roles: Iterable[str]) -> bool:
        """Whether the viewer holds one of these roles in this service."""
        wanted = set(roles)
        return any(g.service_id == service_id and g.role in wanted for g in self.grants)

    def role_in(self, service_id: int | None) -> str:
        """The first role held in a service, for the audit."""
        return next((g.role for g in self.grants if g.service_id == service_id), "")

    def councils_in(self, service_id: int) -> tuple[int, ...] | None:
        """The councils the viewer is narrowed to in this service; None means all of them."""
        held = [g.council_id for g in self.grants if g.service_id == service_id]
        return None if None in held else tuple(c for c in held if c is not None)
