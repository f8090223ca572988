"""`@action`: the only way to write. It asks the policy, opens one transaction, and leaves the audit entry.

The wrapped function is keyword-only, takes `by` (a Viewer) and `at` (a moment), and returns Done: what the caller
gets back, what the audit names, and the events to announce. With `key=` (the form's key) a second sending raises
AlreadyDone instead of doing it twice. An action may call an earlier room's action: both
stand or fall together, and the chain's head is locked once, at the very end.
"""

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError

from onenumber.audit.actions.chain import Line, append
from onenumber.audit.models import Viewer
from onenumber.audit.queries.reach import reach_of
from onenumber.records.models import Outgoing
from onenumber.records.prepared_writes import add_rows
from onenumber.records.submissions import already_answered, remember
from onenumber.records.wall import acting, writing

R = TypeVar("R")
P = ParamSpec("P")


class Conflict(Exception):
    """The world moved on: somebody else was first. Says who has it and what to do (answered with 409)."""

    def __init__(self, message: str, *, link: str = "", link_text: str = "") -> None:
        super().__init__(message)
        self.message, self.link, self.link_text = message, link, link_text


class AlreadyDone(Exception):
    """This form was sent before and its effect is kept; the page goes where the first answer led."""

    def __init__(self, leads_to: str) -> None:
        super().__init__(leads_to)
        self.leads_to = leads_to


class NotAllowed(Exception):
    """The policy said no. The attempt is in the audit; the page answers as if the record were not there."""


@dataclass(frozen=True)
class Done(Generic[R]):
    """What an action did: its result, the reference or id of its subject, its service and its events."""

    result: R
    subject: str
    service_id: int | None = None
    fields: Iterable[str] = ()
    events: Iterable[Any] = ()
    leads_to: str = "/"


@dataclass
class Unit:
    """What the outermost action still has to write at the end of its transaction."""

    lines: list[Line] = field(default_factory=list)
    events: list[Outgoing] = field(default_factory=list)
    leads_to: str = "/"


current: ContextVar[Unit | None] = ContextVar("current_unit", default=None)


def _outgoing(event: Any, at: datetime) -> Outgoing:
    payload = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(event).items()
    }
    return Outgoing(name=type(event).__name__, payload=payload, stored_at=at, next_try_at=at)


def _refuse_twice(key: Any, by: Viewer) -> None:
    leads_to = already_answered(key, by_id=by.user_id) if isinstance(key, UUID) else None
    if leads_to is not None:
        raise AlreadyDone(leads_to)


def _finish(unit: Unit, key: Any, verb: str, by: Viewer, at: datetime) -> None:
    if isinstance(key, UUID):
        entry = by.paper.entry_id if by.paper else None
        remember(key, by_id=by.user_id, verb=verb, leads_to=unit.leads_to, at=at, paper_entry_id=entry)
    add_rows(unit.events)
    append(unit.lines)


def _refuse(verb: str, by: Viewer, at: datetime, service_id: int | None) -> None:
    line = Line(at, by.user_id, by.role_in(service_id), service_id, verb, "", "", True)
    with writing(reach_of(by)):
        append([line])


class Action(Generic[P, R]):
    """A writing function under its dotted verb; calling it does the whole of what the architecture asks of a write."""

    def __init__(self, write: Callable[P, Done[R]], verb: str, policy: Callable[..., bool]) -> None:
        functools.update_wrapper(self, write)
        self.write, self.audit_verb, self.policy = write, verb, policy

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        by, at = kwargs.get("by"), kwargs.get("at")
        if args or not isinstance(by, Viewer) or not isinstance(at, datetime) or at.tzinfo is None:
            raise TypeError(
                f"{self.audit_verb} takes keywords only, with by= (a Viewer) and at= (an aware moment)"
            )
        outer = current.get()
        if outer is not None:
            with acting(reach_of(by)):
                return self._do(kwargs, by, at, outer)
        unit, key = Unit(), kwargs.get("key")
        _refuse_twice(key, by)
        token = current.set(unit)
        try:
            with writing(reach_of(by)):
                result = self._do(kwargs, by, at, unit)
                _finish(unit, key, self.audit_verb, by, at)
            return result
        except (IntegrityError, Conflict):
            _refuse_twice(key, by)  # the same form won the race: answer as it was answered
            raise
        except NotAllowed:
            _refuse(self.audit_verb, by, at, by.services()[0] if by.services() else None)
            raise
        finally:
            current.reset(token)

    def _do(self, kwargs: dict[str, Any], by: Viewer, at: datetime, unit: Unit) -> R:
        if not self.policy(by, **{name: value for name, value in kwargs.items() if name not in {"by", "at"}}):
            raise NotAllowed(self.audit_verb)
        write: Callable[..., Done[R]] = self.write
        done = write(**kwargs)
        role, fields = by.role_in(done.service_id), ",".join(done.fields)
        unit.lines.append(Line(at, by.user_id, role, done.service_id, self.audit_verb, done.subject, fields))
        unit.leads_to = done.leads_to
        unit.events.extend(_outgoing(event, at) for event in done.events)
        return done.result


def action(verb: str, *, policy: Callable[..., bool]) -> Callable[[Callable[P, Done[R]]], Action[P, R]]:
    """Wrap a writing function under a dotted verb such as "case.opened"; `policy(by, **facts)` is asked first."""
    return lambda write: Action(write, verb, policy)
