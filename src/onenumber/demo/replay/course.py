"""One case from its offer to its end, step after step, each by whoever does it; on the way things go wrong.

Steps follow the county's story. Two may be asked at once and both accept; two may close at once; what was opened by
mistake is voided; a closed case goes on. What the answers say goes into the ledger.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from onenumber.demo.county.staff import Staff
from onenumber.demo.county.streams import Stream
from onenumber.demo.county.told import (
    AttemptTold,
    ClosedTold,
    DecisionTold,
    HeldTold,
    OfferTold,
    ReasonsTold,
    Told,
    TriageTold,
    WaitTold,
)
from onenumber.demo.replay.casework import Answered, moment, open_form, record, send
from onenumber.demo.replay.offering import answer_offer, offer
from onenumber.demo.replay.pages import FormChanged
from onenumber.demo.replay.running import SOON, NotTheirs, Task
from onenumber.demo.replay.scene import Scene

MOST_AGAIN = 5
Doing = Callable[[str, datetime], "Iterator[Task] | None"]


@dataclass
class Step:
    """Something to do at a moment; `by` is who the story says does it."""

    due: datetime
    what: str
    by: Staff
    do: Doing
    who: str = ""  # somebody in particular, whoever the story says
    decides: bool = False  # only whoever holds the case may


@dataclass
class Course:
    """A case under way. Its steps are done one after another, those of a race excepted."""

    scene: Scene
    case: str
    facts: tuple[Told, ...]
    draw: Stream
    steps: list[Step] = field(default_factory=list)
    racing: int = 0
    again: int = 0  # how often it had to be offered again because nobody took it
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, at: datetime) -> Iterator[Task]:
        """The first step."""
        for fact in self.facts:
            self.steps += self._steps_of(fact)
        if self.draw.chance(0.03):
            first = self.facts[0]
            self.steps.append(Step(first.recorded_at, "void the case", first.by, self._void))
        if self.draw.chance(0.1):
            last = self.facts[-1]
            self.steps.append(Step(last.recorded_at - SOON, "change the kind", last.by, self._change_kind))
        self.steps.sort(key=lambda step: step.due)
        yield from self._next(at)

    def _steps_of(self, fact: Told) -> Iterator[Step]:
        match fact:
            case HeldTold():
                return
            case TriageTold(from_first_offer=True):
                if self.draw.chance(0.4):
                    yield self._recorded(fact)
            case OfferTold():
                race = fact.answer == "accepted" and self.draw.chance(0.3)
                yield Step(
                    fact.happened_at, "offer", fact.by, lambda who, at: self._offer(who, at, fact, race)
                )
            case WaitTold():
                yield self._recorded(fact)
                if fact.ended_at is not None:
                    yield Step(
                        fact.ended_at, "end the wait", fact.by, lambda who, at: self._end_wait(who, at, fact)
                    )
            case AttemptTold() if self.draw.chance(0.3):
                yield Step(fact.recorded_at, "attempt", fact.by, lambda who, at: self._attempt(who, at, fact))
            case DecisionTold():
                yield self._decided(fact)
            case ReasonsTold(sent_at=datetime() as sent):  # owed by the decision, recorded once they are sent
                yield replace(self._recorded(fact), due=sent)
            case ClosedTold():
                yield Step(fact.recorded_at, "close", fact.by, lambda who, at: self._close(who, at, fact))
            case _:
                yield self._recorded(fact)

    def _recorded(self, fact: Told) -> Step:
        def do(who: str, at: datetime) -> None:
            del at
            record(self.scene, who, self.case, fact, lost=self._lost())

        return Step(fact.recorded_at, type(fact).__name__, fact.by, do)

    def _decided(self, fact: DecisionTold) -> Step:
        """Only whoever holds the case decides; if nobody took it, it is offered again first."""
        step = self._recorded(fact)
        write_down = step.do

        def do(who: str, at: datetime) -> Iterator[Task] | None:
            offered = next((told for told in reversed(self.facts) if isinstance(told, OfferTold)), None)
            if self.case in self.scene.ledger.holders or offered is None or self.again >= MOST_AGAIN:
                return write_down(who, at)
            self.again, step.due = self.again + 1, at + 10 * SOON
            self.steps.insert(0, step)
            return self._offer(who, at, replace(offered, answer="accepted", answered_at=None), race=False)

        step.do, step.decides = do, True
        return step

    def _lost(self) -> bool:
        return self.draw.chance(self.scene.lose)

    def _next(self, at: datetime) -> Iterator[Task]:
        if self.steps:
            step = self.steps.pop(0)
            yield self._task(step, max(step.due, at))

    def _task(self, step: Step, due: datetime) -> Task:
        def do(who: str, at: datetime) -> Iterator[Task]:
            follows = step.do(who, at)
            yield from self._next(at) if follows is None else follows

        def who_else(at: datetime, tries: int) -> str:
            return step.who or self._who(step, at, tries=tries)

        what = f"{step.what} in {self.case}"
        return Task(due=due, who=who_else(due, 1), what=what, do=do, who_else=who_else)

    def _who(self, step: Step, at: datetime, *, tries: int) -> str:
        """Whoever holds the case does what its holder does and decides; the rest is for those who have the line."""
        holder = self.scene.ledger.holders.get(self.case)
        hub = {person.name for person in self.scene.duty.takers(at)}
        if holder is not None and tries % 2 == 1 and (step.decides or step.by.name not in hub):
            return holder
        return self.scene.taker(at, wanted=step.by)

    def _offer(self, who: str, at: datetime, fact: OfferTold, race: bool) -> Iterator[Task] | None:
        here = [person.name for person in self.scene.duty.could_go(at, fact.to.team) if person.roles]
        wanted = fact.to.name if fact.to.name in here or not here else here[0]
        people = [wanted, *[name for name in here if name not in {wanted, who}][: int(race)]]
        asked = offer(self.scene, who, self.case, people, lost=self._lost())
        if not asked:
            return None
        due = max(fact.answered_at or at, at + SOON)
        self.racing = len(asked)
        accept = fact.answer == "accepted"
        return iter([self._answer(name, due, accept=accept, fact=fact) for name in asked])

    def _answer(self, who: str, due: datetime, *, accept: bool, fact: OfferTold) -> Task:
        as_well, lost = self.draw.chance(0.9), self._lost()

        def do(asked: str, at: datetime) -> Iterator[Task]:
            answer_offer(
                self.scene,
                asked,
                self.case,
                accept=accept,
                reason=fact.answer_reason,
                as_well=as_well,
                lost=lost,
            )
            with self.lock:
                self.racing -= 1
                last = self.racing == 0
            if last:
                yield from self._next(at)

        return Task(due=due, who=who, what=f"{'accept' if accept else 'decline'} {self.case}", do=do)

    def _end_wait(self, who: str, at: datetime, fact: WaitTold) -> None:
        form = open_form(self.scene, who, self.case, "add/wait-end")
        try:
            wait = next(
                value
                for (name, value), label in form.labels.items()
                if name == "wait" and fact.agency in label
            )
        except StopIteration:  # it ended with something else
            return
        answers: Answered = {
            "wait": wait,
            "how": "ended",
            **moment("happened", max(at - SOON, fact.happened_at)),
        }
        send(self.scene, who, form, answers, lost=self._lost())

    def _attempt(self, who: str, at: datetime, fact: AttemptTold) -> None:
        """Begun, and ended later: two forms."""
        form = open_form(self.scene, who, self.case, "add/attempt")
        begun: Answered = {
            "result": "",
            "place": fact.place,
            "place_kind": fact.place_kind,
            **moment("happened", fact.happened_at),
        }
        send(self.scene, who, form, begun, lost=self._lost())
        form = open_form(self.scene, who, self.case, "add/attempt-end")
        going = next((value for (name, value) in form.labels if name == "attempt"), None)
        if going is None:
            raise FormChanged(f"the attempt begun in {self.case} is not offered to be ended")
        ended: Answered = {"attempt": going, "result": fact.result, "present": fact.present}
        send(self.scene, who, form, ended | moment("happened", min(fact.ended_at or at, at)))

    def _close(self, who: str, at: datetime, fact: ClosedTold) -> Iterator[Task] | None:
        if record(self.scene, who, self.case, fact, lost=self._lost()).taken:
            self.scene.ledger.stands(self.case, "closed")
        if self.draw.chance(0.15):  # somebody else had the same page open
            other = self.scene.taker(at, but=who)
            again = Step(at, "close again", fact.by, lambda who, at: self._close_again(who, at, fact), other)
            self.steps.insert(0, again)
        elif self.draw.chance(0.06):
            self.steps.append(Step(at + 10 * SOON, "open again", fact.by, self._reopen))
        return None

    def _close_again(self, who: str, at: datetime, fact: ClosedTold) -> None:
        del at
        with suppress(NotTheirs):  # they went off duty meanwhile, and the record with them
            if record(self.scene, who, self.case, fact).taken:
                self.scene.ledger.stands(self.case, "closed")

    def _change_kind(self, who: str, at: datetime) -> None:
        """It turns out to be guardianship: the newest kind counts in the return."""
        del at
        form = open_form(self.scene, who, self.case, "add/change")
        answers: Answered = {
            "field": "contact_type",
            "contact_type": "GUARD",
            "reason": "Asked about guardianship.",
        }
        if send(self.scene, who, form, answers, lost=self._lost()).taken:
            self.scene.ledger.set_type(self.case, "GUARD")

    def _reopen(self, who: str, at: datetime) -> None:
        del at
        form = open_form(self.scene, who, self.case, "add/reopen")
        if send(self.scene, who, form, {"reason": "The ward rang: it goes on."}).taken:
            self.scene.ledger.stands(self.case, "open")

    def _void(self, who: str, at: datetime) -> Iterator[Task]:
        form = open_form(self.scene, who, self.case, "add/close")
        answers: Answered = {"kind": "voided", "detail": "Opened by mistake.", **moment("happened", at)}
        answers |= {
            name: "on"
            for name in ("end_waits", "reasons_stay_owed", "holder_finished")
            if name in form.fields
        }
        if send(self.scene, who, form, answers, lost=self._lost()).taken:
            self.scene.ledger.stands(self.case, "voided")
            self.steps.clear()
        return self._next(at)
