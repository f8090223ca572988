"""The second wall: PostgreSQL itself shows a transaction only the rows its reader may reach, whatever was asked.

Row security reads a few settings that live as long as the transaction: which services, which councils, who, and when.
They are told once, when a door is opened: `reading` for a request, `writing` for an action; a process that is the
service itself (worker, console) says so for each of its connections. Outside every door nothing is seen. SQLite has no
such wall: there a door is only a transaction, or nothing (docs/decisions/0019).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

SETTINGS = ("services", "wide", "councils", "user", "at")
_TELL = "SELECT " + ", ".join(f"set_config('onenumber.{name}', %s, %s)" for name in SETTINGS)
_AND_ONLY_READ = ", set_config('transaction_read_only', 'on', true)"
ALL = "*"
Asked = ParamSpec("Asked")
Answered = TypeVar("Answered")


@dataclass(frozen=True)
class Reach:
    """What a reader may see: services, those of them in which every council, and single councils of the others."""

    services: str = ""
    wide: str = ""
    councils: str = ""  # "service:council"
    user: str = ""
    at: str = ""

    @classmethod
    def of(cls, user_id: int, at: datetime, grants: frozenset[tuple[int, int | None]]) -> Reach:
        """From the grants in force: (service, council), where no council means all of them.

        >>> from datetime import UTC
        >>> reach = Reach.of(7, datetime(2026, 11, 24, tzinfo=UTC), frozenset({(1, None), (1, 4), (2, 5)}))
        >>> reach.services, reach.wide, reach.councils
        ('1,2', '1', '1:4,2:5')
        """
        return cls(
            services=_list(service for service, _ in grants),
            wide=_list(service for service, council in grants if council is None),
            councils=_list(f"{service}:{council}" for service, council in grants if council is not None),
            user=str(user_id),
            at=at.isoformat(),
        )


NOTHING = Reach()
EVERYTHING = Reach(services=ALL, wide=ALL)  # the service itself


def _list(values: Any) -> str:
    return ",".join(sorted({str(value) for value in values}))


class _Home:
    """What holds in this process outside every door."""

    reach = NOTHING


@dataclass(eq=False)
class _Door:
    """A transaction of a reader; it is left for a write, which has a transaction of its own, and opened again."""

    link: BaseDatabaseWrapper
    reach: Reach
    only_read: bool
    before: Reach
    atomic: Any = None

    def open(self) -> None:
        """Begin, and tell who reads."""
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        try:
            _tell(self.link, self.reach, only_read=self.only_read)
        except BaseException as problem:
            self.atomic.__exit__(type(problem), problem, problem.__traceback__)
            raise

    def close(self) -> None:
        """End it. Inside a longer transaction (as tests have) what held before holds again."""
        if _is_broken(self.link):
            self.link.needs_rollback = True
        elif len(self.link.atomic_blocks) > 1 and not self.link.needs_rollback:
            _tell(self.link, self.before)
        self.atomic.__exit__(None, None, None)

    def is_innermost(self) -> bool:
        """Whether nothing else has begun inside it."""
        return bool(self.link.atomic_blocks) and self.link.atomic_blocks[-1] is self.atomic


_present: ContextVar[Reach | None] = ContextVar("present_reach", default=None)
_door: ContextVar[_Door | None] = ContextVar("reading_door", default=None)


def _tell(link: BaseDatabaseWrapper, reach: Reach, *, only_read: bool = False, local: bool = True) -> None:
    values: list[Any] = []
    for name in SETTINGS:
        values += [getattr(reach, name), local]
    with link.cursor() as cursor:
        cursor.execute(_TELL + (_AND_ONLY_READ if only_read else ""), values)


def _is_broken(link: Any) -> bool:
    """Whether the database refused something in this transaction, so that nothing more can be asked in it."""
    if link.connection is None or link.closed_in_transaction:
        return True
    return bool(link.connection.info.transaction_status.name in {"INERROR", "UNKNOWN"})


@contextmanager
def _the_present_door_left() -> Iterator[None]:
    door = _door.get()
    if door is None or not door.is_innermost():
        yield
        return
    door.close()
    token = _door.set(None)
    try:
        yield
    finally:
        _door.reset(token)
        door.open()


def _here() -> Reach:
    return _present.get() or _Home.reach


@contextmanager
def reading(reach: Reach, *, only: bool = True) -> Iterator[None]:
    """Everything asked inside sees what `reach` reaches, in one transaction that (if `only`) takes no writing.

    On SQLite this does nothing: its transactions would keep writers out.
    """
    link = connections[DEFAULT_DB_ALIAS]
    if link.vendor != "postgresql":
        yield
        return
    with _the_present_door_left():
        door = _Door(link, reach, only, before=_here())
        door.open()
        tokens = _door.set(door), _present.set(reach)
        try:
            yield
        finally:
            _door.reset(tokens[0])
            _present.reset(tokens[1])
            door.close()


@contextmanager
def writing(reach: Reach) -> Iterator[None]:
    """One transaction for a write, with what `reach` reaches; the door around it is left meanwhile.

    Where the service itself is at work (the worker, a console command, an address that answers without a sign-in) it
    stays so, whoever is named as the actor.
    """
    link, before = connections[DEFAULT_DB_ALIAS], _here()
    if link.vendor != "postgresql" or (before is EVERYTHING and _door.get() is None):
        with transaction.atomic():
            yield
        return
    told = EVERYTHING if before is EVERYTHING else reach
    token = _present.set(told)
    try:
        with _the_present_door_left(), transaction.atomic():
            _tell(link, told)
            yield
            if len(link.atomic_blocks) > 1 and not link.needs_rollback:
                _tell(link, before)
    finally:
        _present.reset(token)


@contextmanager
def acting(reach: Reach) -> Iterator[None]:
    """Inside a write: an action on behalf of somebody else (a list, another service) reaches what that one
    reaches.
    """
    link, here = connections[DEFAULT_DB_ALIAS], _here()
    if link.vendor != "postgresql" or here is EVERYTHING or here == reach:
        yield
        return
    with writing(reach):
        yield


def as_the_service(view: Callable[Asked, Answered]) -> Callable[Asked, Answered]:
    """A view that answers without a sign-in, by a signature of its own (a doctor's link, a gateway's token, a phone's
    pass): what it asks, it asks as the service itself.
    """

    @wraps(view)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answered:
        with reading(EVERYTHING, only=False):
            return view(*args, **kwargs)

    return asked


def be_the_service_itself() -> None:
    """This process (the worker, a console command) reads and writes for every service here."""
    _Home.reach = EVERYTHING
    connection_created.connect(_tell_connection, dispatch_uid="wall")
    if settings.configured and connections[DEFAULT_DB_ALIAS].connection is not None:
        _tell_connection(connections[DEFAULT_DB_ALIAS])


def _tell_connection(connection: Any, **_: Any) -> None:
    if connection.vendor == "postgresql":
        _tell(connection, EVERYTHING, local=False)
