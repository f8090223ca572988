"""What everybody in a replay shares: the ledger, the browsers of the staff, who is on duty, chance by name."""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from onenumber.demo.county.duties import LONDON, OnDuty
from onenumber.demo.county.staff import Staff
from onenumber.demo.county.streams import Stream, stream
from onenumber.demo.replay.browser import Answer, Browser
from onenumber.demo.replay.ledger import Ledger
from onenumber.demo.replay.pages import Answers, Form, FormChanged
from onenumber.demo.replay.service import HOST

DEMONSTRATION = "/demonstration/"


class Said(NamedTuple):
    """A moment as it is typed into a form: day, time, and which of two hours in the night the clocks go back."""

    day: str
    time: str
    fold: str


def typed(moment: datetime) -> Said:
    """The moment in London as people type it.

    >>> from datetime import UTC
    >>> typed(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    Said(day='25/10/2026', time='01:30', fold='GMT')
    """
    local = moment.astimezone(LONDON)
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    fold = ("GMT" if local.fold else "BST") if twice else ""
    return Said(f"{local:%d/%m/%Y}", f"{local:%H:%M}", fold)


@dataclass
class Scene:
    """One replay. A browser is used by one thread at a time, since nobody does two things at once."""

    ledger: Ledger
    duty: OnDuty
    port: int
    seed: int
    lose: float = 0.05  # the share of forms whose answer is lost on the way
    browsers: dict[str, Browser] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def chance(self, name: str) -> Stream:
        """The stream of this name: the same in every run of this seed, whatever happens at the same time."""
        return stream(self.seed, f"replay {name}")

    def browser(self, name: str) -> Browser:
        """The browser of this person, signed in."""
        with self.lock:
            known = self.browsers.get(name)
        if known is None:
            known = Browser(host=HOST, port=self.port, name=name, listener=self.ledger.exchanged)
            sign_in(known, name)
            with self.lock:
                self.browsers[name] = known
        return known

    def send(
        self,
        who: str,
        form: Form,
        answers: Answers,
        *,
        lost: bool = False,
        button: tuple[str, str] | None = None,
    ) -> Answer:
        """Send a form as this person; if its answer is lost, it is sent again with the same key."""
        if lost:
            self.ledger.lost_on_purpose(who, form.action)
        return self.browser(who).send(form, answers, button=button, lose_answers=int(lost))

    def taker(self, at: datetime, *, wanted: Staff | None = None, but: str = "") -> str:
        """Who has the line at this moment: the one wanted if they do, or somebody else who does."""
        here = [person.name for person in self.duty.takers(at)]
        if wanted is not None and wanted.name in here:
            return wanted.name
        return next((name for name in here if name != but), here[0])

    def close(self) -> None:
        """Everybody goes home."""
        for browser in self.browsers.values():
            browser.close()


def sign_in(browser: Browser, name: str) -> None:
    """Sign in with one click, as the demonstration offers. Raises FormChanged."""
    page = browser.open(DEMONSTRATION).page
    for form in page.forms:
        pressed = next((button for button, words in form.buttons.items() if name in words), None)
        if form.method != "post" or (pressed is None and name not in form.words):
            continue
        if not browser.send(form, {}, button=pressed).taken:
            raise FormChanged(f"{name} could not sign in at {DEMONSTRATION}")
        return
    raise FormChanged(f"{DEMONSTRATION} does not offer {name}")
