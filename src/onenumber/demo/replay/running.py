"""The days as they run: tasks in order of time, several staff at once, a clock that only moves forward.

The tasks that are due next are given to as many different people as there are hands; the clock is set to the latest
of them, they work side by side, and what follows from their work is due later. Nobody does two things at once.
"""

import heapq
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from onenumber.demo.replay.browser import NoAnswer
from onenumber.demo.replay.ledger import Ledger
from onenumber.demo.replay.replay_clock import ReplayClock

HANDS = 8  # so many people at once, unless the command says otherwise
AT_ONCE = timedelta(minutes=45)  # tasks that lie further apart are not done side by side
SOON = timedelta(minutes=2)
MOST_TRIES = 4
MOST_FAULTS = 25
_numbers = count()


class NotTheirs(PermissionError):
    """This person may not do it now (off duty, or it is somebody else's decision): another must."""


@dataclass(order=True)
class Task:
    """Something somebody does at a moment; doing it tells what follows. `who_else` is asked who does it instead."""

    due: datetime
    number: int = field(default_factory=lambda: next(_numbers), init=False)
    who: str = field(compare=False)
    what: str = field(compare=False)
    do: Callable[[str, datetime], "Iterable[Task]"] = field(compare=False)
    who_else: Callable[[datetime, int], str] | None = field(compare=False, default=None)
    tries: int = field(compare=False, default=1)


class TooManyFaults(RuntimeError):
    """The service or the replay is broken: going on would tell nothing."""


class Floor:
    """Runs tasks until the end of the replayed time."""

    def __init__(
        self,
        *,
        clock: ReplayClock,
        ledger: Ledger,
        check: Callable[[], None],
        progress: Callable[[datetime], object],
        hands: int = HANDS,
    ) -> None:
        self.clock, self.ledger, self.check, self.progress = clock, ledger, check, progress
        self.hands = hands
        self.waiting: list[Task] = []
        self.done = 0

    def add(self, tasks: Iterable[Task]) -> None:
        """Put tasks on the list."""
        for task in tasks:
            heapq.heappush(self.waiting, task)

    def run(self, *, until: datetime) -> None:
        """Do everything that is due before this moment; what is due later stays undone, as on any evening."""
        with ThreadPoolExecutor(self.hands) as hands:
            while self.waiting and self.waiting[0].due < until:
                batch = self._next(until)
                at = self.clock.advance(max(task.due for task in batch))
                self.progress(at)
                running = [(task, hands.submit(self._do, task, at)) for task in batch]
                self._gather(running)
                self.check()
        self.clock.advance(until)
        self.progress(until)

    def _next(self, until: datetime) -> Sequence[Task]:
        """The tasks due next, of different people, not further apart than a little while."""
        latest = min(self.waiting[0].due + AT_ONCE, until)
        batch: list[Task] = []
        later: list[Task] = []
        busy: set[str] = set()
        while self.waiting and len(batch) < self.hands and self.waiting[0].due < latest:
            task = heapq.heappop(self.waiting)
            (later if task.who in busy else batch).append(task)
            busy.add(task.who)
        self.add(later)
        return batch

    @staticmethod
    def _do(task: Task, at: datetime) -> list[Task]:
        try:
            return list(task.do(task.who, at))
        except NotTheirs:
            if task.who_else is None or task.tries >= MOST_TRIES:
                raise
            tries, due = task.tries + 1, at + SOON
            return [replace(task, due=due, who=task.who_else(due, tries), tries=tries)]

    def _gather(self, running: Sequence[tuple[Task, "Future[list[Task]]"]]) -> None:
        for task, future in running:
            try:
                self.add(future.result())
                self.done += 1
            except NoAnswer:
                raise
            except Exception as problem:
                where = traceback.extract_tb(problem.__traceback__)[-1]
                self.ledger.fault(
                    f"{task.who}, {task.what}: {type(problem).__name__}: {problem} ({where.name}, line {where.lineno})"
                )
        if len(self.ledger.faults) > MOST_FAULTS:
            raise TooManyFaults(f"{len(self.ledger.faults)} faults; the first: {self.ledger.faults[0]}")
