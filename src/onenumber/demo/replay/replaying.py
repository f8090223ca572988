"""One replay from an empty folder to its last line."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tqdm import tqdm

from onenumber.demo.county.duties import LONDON
from onenumber.demo.replay.days import tasks_of
from onenumber.demo.replay.evidence import Evidence, Past, cases_on, contacts_on, past_on, read_return
from onenumber.demo.replay.ledger import Ledger
from onenumber.demo.replay.reconciliation import Outcome, reconcile
from onenumber.demo.replay.replay_clock import ReplayClock
from onenumber.demo.replay.running import Floor
from onenumber.demo.replay.sabotage import choose, remove
from onenumber.demo.replay.scene import Scene
from onenumber.demo.replay.service import Service, refuse_used_database, refuse_used_folder
from onenumber.demo.replay.setting_up import LEAD, list_duties, load_service
from onenumber.demo.replay.story import Story, tell_days
from onenumber.demo.replay.summary import lines_of

BEFORE = timedelta(minutes=30)  # people sign in before the line opens
Say = Callable[[str], object]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """Starts the service, lets the staff work, and looks for everything they were told."""

    data: Path
    database: str
    days: int
    first: date
    seed: int
    sabotage: int
    clients: int

    def run(self, say: Say) -> bool:
        """True when every contact is accounted for and the service made no fault. Raises CannotReplay."""
        refuse_used_folder(self.data)
        refuse_used_database(self.database, data=self.data)
        began, story = time.monotonic(), tell_days(seed=self.seed, first=self.first, days=self.days)
        service = Service(data=self.data, database=self.database)
        service.mark()
        clock = ReplayClock(self.data, starts_at=story.begins - BEFORE)
        load_service(service, seed=self.seed, first=self.first)
        ledger = Ledger(self.data / "replay")
        try:
            with service.running():
                scene = Scene(ledger=ledger, duty=story.duty, port=service.port, seed=self.seed)
                list_duties(scene, first=self.first, days=self.days)
                self._work(scene, story, clock, service)
                if service.tracebacks():
                    ledger.fault(f"the service wrote of {service.tracebacks()} errors in {service.log}")
                self._spoil(scene, say)
                outcome = reconcile(ledger, self._look(scene, story, service))
                scene.close()
        finally:
            ledger.close()
        return self._report(ledger, outcome, say, seconds=time.monotonic() - began)

    def _work(self, scene: Scene, story: Story, clock: ReplayClock, service: Service) -> None:
        minutes = int((story.ends - story.begins) / timedelta(minutes=1))
        with tqdm(total=minutes, desc="Replaying", unit=" min", leave=False) as bar:

            def progress(at: datetime) -> None:
                bar.update(max(0, int((at - story.begins) / timedelta(minutes=1)) - bar.n))

            floor = Floor(
                clock=clock, ledger=scene.ledger, check=service.check, progress=progress, hands=self.clients
            )
            floor.add(tasks_of(scene, story))
            floor.run(until=story.ends)

    def _spoil(self, scene: Scene, say: Say) -> None:
        if self.sabotage:
            victims = choose(scene.ledger, how_many=self.sabotage, rng=scene.chance("sabotage"))
            remove(victims, data=self.data, database=self.database)
            for victim in victims:
                say(f"sabotage: a row of {victim.table} is removed ({victim.reference})")

    def _look(self, scene: Scene, story: Story, service: Service) -> Evidence:
        """Everything the service shows now."""
        board = scene.browser(LEAD).open("/board/").page
        folder = self.data / "replay" / "return"
        last = story.ends.astimezone(LONDON).date()
        service.run("export", "returns", "--from", f"{self.first}", "--to", f"{last}", "--out", str(folder))
        return Evidence(cases_on(board), contacts_on(board), tuple(self._past(scene)), read_return(folder))

    @staticmethod
    def _past(scene: Scene) -> list[Past]:
        """The whole list of past contacts, page by page."""
        browser = scene.browser(LEAD)
        past: list[Past] = []
        answer, number = browser.open("/history/"), 1
        while True:
            past += past_on(answer.page)
            number += 1
            form = next((one for one in answer.page.forms if ("page", f"{number}") in one.buttons), None)
            if form is None:
                return past
            answer = browser.send(form, {}, button=("page", f"{number}"))

    @staticmethod
    def _report(ledger: Ledger, outcome: Outcome, say: Say, *, seconds: float) -> bool:
        for line in lines_of(ledger, seconds=seconds):
            say(line)
        for difference in outcome.differences:
            say(f"{difference.reference}: {difference.words}")
        for fault in ledger.faults:
            say(f"fault: {fault}")
        say(outcome.last_line)
        return outcome.difference == 0 and not ledger.faults
