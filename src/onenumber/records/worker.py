"""The outbox: stored events are announced to the later rooms' reactions, at least once, and chores are done.

A row is claimed by moving its next try forward, compare and swap: of two workers only one gets it, and when
the one who got it dies, the row comes round again. Reactions of one event stand or fall each by itself, so a
failing one blocks nobody; the event is tried again until all have run, which is why reactions are idempotent.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, get_type_hints

from django.db import OperationalError, transaction
from django.db.models import F

from onenumber.records.models import Outgoing, WorkerBeat

LEASE = timedelta(minutes=1)  # how long a claimed event is left to the worker that claimed it
WAITS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
)
AT_A_TIME = 200
LONGEST_TROUBLE = 200
NAME = "worker"
log = logging.getLogger(__name__)

Reaction = Callable[..., None]  # reaction(event, at=moment)
Chore = Callable[..., object]  # chore(at=moment)


@dataclass(frozen=True)
class Work:
    """What a worker does: for each event its reactions, and the chores of every round."""

    reactions: Mapping[type[Any], Sequence[Reaction]]
    chores: Sequence[Chore] = ()

    def by_name(self) -> dict[str, tuple[type[Any], Sequence[Reaction]]]:
        """The reactions under the name an event is stored by."""
        return {event.__name__: (event, reactions) for event, reactions in self.reactions.items()}


@dataclass(frozen=True)
class Round:
    """What one round did."""

    announced: int
    put_off: int
    troubles: tuple[str, ...]


def run_once(*, at: datetime, work: Work) -> Round:
    """Announce what is due, do the chores, and leave a sign of life."""
    known, announced, put_off, troubles = work.by_name(), 0, 0, list[str]()
    for row in _due(at):
        if not _claim(row, at):
            continue
        event, reactions = known.get(row.name, (None, ()))
        failed = _announce(_rebuild(event, row.payload), reactions, at) if event else []
        if failed:
            put_off += 1
            _put_off(row, at, failed)
        else:
            announced += 1
            Outgoing.objects.filter(pk=row.pk).update(done_at=at, trouble="")
        troubles += failed
    for chore in work.chores:
        troubles += _alone(chore, {"at": at})
    WorkerBeat.objects.update_or_create(name=NAME, defaults={"beat_at": at})
    return Round(announced, put_off, tuple(troubles))


def is_first_round_of_the_hour(at: datetime) -> bool:
    """Whether no round of this hour was finished yet: for chores that need not be done every few seconds."""
    beat = WorkerBeat.objects.filter(name=NAME).values_list("beat_at", flat=True).first()
    return beat is None or beat < at.replace(minute=0, second=0, microsecond=0)


def _due(at: datetime) -> Iterable[Outgoing]:
    waiting = Outgoing.objects.filter(done_at__isnull=True, next_try_at__lte=at)
    return list(waiting.order_by("next_try_at", "id")[:AT_A_TIME])


def _claim(row: Outgoing, at: datetime) -> bool:
    """Whether this worker got the row; another one changed `next_try_at` first if not."""
    mine = Outgoing.objects.filter(pk=row.pk, done_at__isnull=True, next_try_at=row.next_try_at)
    return mine.update(next_try_at=at + LEASE, tries=F("tries") + 1) == 1


def _put_off(row: Outgoing, at: datetime, failed: Sequence[str]) -> None:
    wait = WAITS[min(row.tries, len(WAITS) - 1)]
    Outgoing.objects.filter(pk=row.pk).update(
        next_try_at=at + wait, trouble="; ".join(failed)[:LONGEST_TROUBLE]
    )


def _announce(event: Any, reactions: Sequence[Reaction], at: datetime) -> list[str]:
    failed: list[str] = []
    for reaction in reactions:
        failed += _alone(reaction, {"event": event, "at": at})
    return failed


def _alone(function: Callable[..., object], arguments: dict[str, Any]) -> list[str]:
    """Run one reaction or chore in a transaction of its own; what went wrong, without anybody's data."""
    event = arguments.pop("event", None)
    given = () if event is None else (event,)
    try:
        if event is None:
            function(**arguments)
        else:
            with transaction.atomic():
                function(*given, **arguments)
    except OperationalError:
        raise  # the database itself is away: the command says so and tries again
    except Exception as problem:
        name = f"{function.__module__}.{getattr(function, '__name__', 'chore')}"
        log.exception("%s did not finish", name)
        return [f"{name}: {type(problem).__name__}"]
    return []


def _rebuild(event: type[Any], payload: Mapping[str, Any]) -> Any:
    """The event as it was announced; moments were stored as text."""
    types = get_type_hints(event)
    values = {
        field.name: datetime.fromisoformat(payload[field.name])
        if types[field.name] is datetime
        else payload[field.name]
        for field in fields(event)
        if field.name in payload
    }
    return event(**values)
