"""The replayed days as tasks: every call with what becomes of it, and what goes wrong between people and lines.

Shares are of the replay's own making: rare things happen often enough in a few days to be tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from onenumber.demo.county.staff import Staff
from onenumber.demo.county.streams import Stream
from onenumber.demo.county.told import CaseTold, NoteTold
from onenumber.demo.county.told_contacts import ContactTold, PoliceTold
from onenumber.demo.replay.contacts import add_police, settle, turn_into_referral
from onenumber.demo.replay.course import Course
from onenumber.demo.replay.ledger import Fate, KnownContact
from onenumber.demo.replay.offering import back_up
from onenumber.demo.replay.running import Task
from onenumber.demo.replay.scene import Scene
from onenumber.demo.replay.story import Story
from onenumber.demo.replay.taking import Call, take

PUT_ASIDE, SAVED_TO_BOARD, RINGS_AGAIN = 0.06, 0.3, 0.15
NEVER_ANSWERED, VOIDED, WITHDRAWN, PASSED_ON, REFERRED, VOIDED_LATER = 0.05, 0.04, 0.04, 0.06, 0.05, 0.03
LITTLE = timedelta(minutes=4)
Doing = Callable[[str, datetime], Iterator[Task]]


def tasks_of(scene: Scene, story: Story) -> Iterator[Task]:
    """A task for every call; what becomes of each follows from its answer."""
    for number, case in enumerate(story.cases):
        yield _call_to_consider(scene, case, f"case {number}")
    for number, contact in enumerate(story.contacts):
        yield _other_call(scene, contact, f"contact {number}")


def _on_the_line(scene: Scene, due: datetime, what: str, do: Doing, *, wanted: Staff | None = None) -> Task:
    """Done by whoever has the line; if they have gone home meanwhile, by whoever has it then."""

    def who_else(at: datetime, tries: int) -> str:
        del tries
        return scene.taker(at, wanted=wanted)

    return Task(due=due, who=who_else(due, 1), what=what, do=do, who_else=who_else)


def _call_to_consider(scene: Scene, case: CaseTold, name: str) -> Task:
    draw, told = scene.chance(name), case.contact

    def do(who: str, at: datetime) -> Iterator[Task]:
        call = Call(
            told=told,
            then="board" if draw.chance(SAVED_TO_BOARD) else "offer",
            lost=draw.chance(scene.lose),
            put_aside_first=draw.chance(PUT_ASIDE),
        )
        contact = take(scene, who, call, at=at)
        if contact.fate is Fate.OPENED:
            facts = tuple(sorted(case.facts, key=lambda fact: fact.recorded_at))
            yield from Course(scene, contact.case_reference, facts, scene.chance(f"{name} course")).start(at)
            if draw.chance(RINGS_AGAIN):
                yield _rings_again(scene, told, contact, at + LITTLE * (2 + int(draw.random() * 20)))

    return _on_the_line(scene, told.recorded_at, "take a referral", do, wanted=told.taken_by)


def _rings_again(scene: Scene, told: ContactTold, first: KnownContact, due: datetime) -> Task:
    """Another caller about the same person, whose case may still be open."""
    again = replace(
        told, received_at=due, recorded_at=due, event="not_known", event_at=None, kind="referral",
        caller_name="Another caller", caller_role="Paramedic", words="With them now. Asks who is coming.",
    )  # fmt: skip

    def do(who: str, at: datetime) -> Iterator[Task]:
        take(scene, who, Call(told=again, then="board", same_as=first.case_reference), at=at)
        yield from ()

    return _on_the_line(scene, due, f"take a call about {first.case_reference}", do)


def _other_call(scene: Scene, told: ContactTold, name: str) -> Task:
    draw = scene.chance(name)

    def do(who: str, at: datetime) -> Iterator[Task]:
        call = Call(
            told=told,
            then=_button(told, draw),
            lost=draw.chance(scene.lose),
            put_aside_first=draw.chance(PUT_ASIDE),
        )
        contact = take(scene, who, call, at=at)
        if told.police is not None:
            yield _police(scene, told.police, contact, at, lost=draw.chance(scene.lose))
        yield from _afterwards(scene, told, contact, name, at)

    return _on_the_line(scene, told.recorded_at, f"take {told.kind}", do, wanted=told.taken_by)


def _button(told: ContactTold, draw: Stream) -> str:
    """The button that saves: answered on this very call, or put on the board; back-up has a button of its own."""
    if told.kind == "back_up":
        return "request" if draw.chance(0.5) else "board"
    answered = told.step is not None and told.step.kind == "answered"
    return "answered" if answered and draw.chance(0.5) else "board"


def _police(scene: Scene, told: PoliceTold, contact: KnownContact, due: datetime, *, lost: bool) -> Task:
    def do(who: str, at: datetime) -> Iterator[Task]:
        del at
        add_police(scene, who, contact.reference, told, lost=lost)
        yield from ()

    return _on_the_line(scene, due, f"the police line of {contact.reference}", do)


def _afterwards(
    scene: Scene, told: ContactTold, contact: KnownContact, name: str, at: datetime
) -> Iterator[Task]:
    draw = scene.chance(f"{name} afterwards")
    if told.back_up is not None and told.back_up.answered_by is not None:
        yield _back_up(scene, told.back_up.answered_by.name, told.back_up.done or "went along", at + LITTLE)
    lost = draw.chance(scene.lose)
    if contact.fate is Fate.ANSWERED:
        if draw.chance(VOIDED_LATER):
            yield _settled(scene, contact, at + 3 * LITTLE, "voided", "Typed twice by mistake.", lost=lost)
        return
    step = told.step
    if step is None or draw.chance(NEVER_ANSWERED):
        return
    due = max(step.happened_at, at + LITTLE)
    if draw.chance(VOIDED):
        yield _settled(scene, contact, due, "voided", "Wrong number.", lost=lost)
    elif draw.chance(WITHDRAWN):
        yield _settled(scene, contact, due, "withdrawn", "Rang back: no longer needed.", lost=lost)
    elif draw.chance(PASSED_ON):
        yield _settled(scene, contact, due, "passed_on", "Netherdale AMHP service", lost=lost)
    elif told.person is not None and draw.chance(REFERRED):
        yield _referred(scene, told, contact, name, due)
    else:
        yield _settled(scene, contact, due, step.kind, step.detail, lost=lost)


def _settled(
    scene: Scene, contact: KnownContact, due: datetime, kind: str, detail: str, *, lost: bool
) -> Task:
    def do(who: str, at: datetime) -> Iterator[Task]:
        del at
        settle(scene, who, contact.reference, kind, detail, lost=lost)
        yield from ()

    return _on_the_line(scene, due, f"{contact.reference} {kind}", do)


def _referred(scene: Scene, told: ContactTold, contact: KnownContact, name: str, due: datetime) -> Task:
    def do(who: str, at: datetime) -> Iterator[Task]:
        case = turn_into_referral(scene, who, contact.reference)
        note = NoteTold(
            happened_at=at, recorded_at=at + LITTLE, by=told.taken_by, text="Asked to consider after all."
        )
        yield from Course(scene, case, (note,), scene.chance(f"{name} course")).start(at)

    return _on_the_line(scene, due, f"turn {contact.reference} into a referral", do)


def _back_up(scene: Scene, spare: str, done: str, due: datetime) -> Task:
    def do(who: str, at: datetime) -> Iterator[Task]:
        del at
        back_up(scene, who, spare, done)
        yield from ()

    return _on_the_line(scene, due, "answer a request for back-up", do)
