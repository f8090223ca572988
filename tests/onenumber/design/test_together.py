"""Rows escaped together, and the switch for escaping that threads of one process must not share."""

from collections.abc import Iterator
from threading import Event, Thread

from jinja2 import Environment

from onenumber.design.page import Tone
from onenumber.design.parts import NowLine

NOW = '{% from "design/macros/panels.html" import now_list %}{{ now_list(lines) }}'
PANEL = '{% from "design/macros/panels.html" import panel %}{% call panel(title, "t") %}<form>{% endcall %}'
LINES = (NowLine(tone=Tone.DANGER, what="<b>"),)


class Waiting:
    """Lines that say when somebody begins to read them, and wait for another before they are given."""

    def __init__(self, begun: Event, until: Event) -> None:
        self.begun, self.until = begun, until

    def __iter__(self) -> Iterator[NowLine]:
        self.begun.set()
        assert self.until.wait(10)
        return iter(LINES)


def test_two_lists_drawn_at_once_leave_escaping_on(env: Environment) -> None:
    """The second begins while the first is drawn and ends after it: each must put back its own switch."""
    first_begun, second_begun, first_done = Event(), Event(), Event()
    drawn: dict[str, str] = {}

    def draw(name: str, lines: Waiting, done: Event) -> None:
        drawn[name] = env.from_string(NOW).render(lines=lines)
        done.set()

    first = Thread(target=draw, args=("first", Waiting(first_begun, second_begun), first_done))
    first.start()
    assert first_begun.wait(10)
    draw("second", Waiting(second_begun, first_done), Event())
    first.join(10)
    assert drawn["first"] == drawn["second"] and "&lt;b&gt;" in drawn["first"]
    panel = env.from_string(PANEL).render(title="<i>")
    assert "<form>" in panel and "&lt;i&gt;" in panel
