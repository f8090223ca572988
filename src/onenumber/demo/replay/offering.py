"""Offer a case, and answer as the one asked; two may be asked at once, and then only one can have it."""

import re
from http import HTTPStatus

from onenumber.demo.replay.browser import Answer
from onenumber.demo.replay.pages import FormChanged
from onenumber.demo.replay.running import NotTheirs
from onenumber.demo.replay.scene import Scene
from onenumber.demo.replay.taking import NotTaken

LINE = "Notes are with the ward."


def offer(scene: Scene, who: str, case: str, people: list[str], *, lost: bool = False) -> list[str]:
    """Ask these people at once, or the first that the page suggests; who was asked (nobody on a conflict)."""
    path = f"/offers/new/{case}/"
    found = scene.browser(who).open(path)
    if found.status == HTTPStatus.NOT_FOUND or found.path != path:
        raise NotTheirs(f"{path} led {who} to {found.path} ({found.status})")
    form = found.page.form(path)
    named = {label: value for (name, value), label in form.labels.items() if name == "ask"}
    asked = {label: value for label, value in named.items() if any(label.startswith(name) for name in people)}
    if not asked:
        asked = dict(list(named.items())[:1])
    if not asked:
        raise FormChanged(f"{path} suggests nobody")
    answer = scene.send(who, form, {"ask": list(asked.values()), "how": "together", "line": LINE}, lost=lost)
    if answer.conflict:
        return []
    if not answer.taken:
        raise NotTaken(f"{path} was answered {answer.status}: {answer.page.errors or answer.page.heading}")
    return [label.partition(":")[0] for label in asked]


def answer_offer(
    scene: Scene,
    who: str,
    case: str,
    *,
    accept: bool,
    reason: str = "",
    as_well: bool = True,
    lost: bool = False,
) -> bool:
    """Answer what one is asked on My day. True when the case is theirs now."""
    path = _offer_about(scene, who, case)
    if path is None:
        return False
    page = scene.browser(who).open(path).page
    if not page.has_form(path):  # answered meanwhile: taken by another, or withdrawn
        return False
    button = ("answer", "accept" if accept else "decline")
    answer = scene.send(who, page.form(path), {"reason": reason}, button=button, lost=lost)
    if answer.conflict and answer.page.has_form(path) and as_well:  # on another case: take this one as well?
        form = answer.page.form(path)
        yes = next((pressed for pressed, words in form.buttons.items() if words.startswith("Yes")), None)
        answer = scene.browser(who).send(form, {}, button=yes)
    if answer.taken and accept:
        scene.ledger.held(case, who)
        return True
    _expect(answer, f"{path} ({'accept' if accept else 'decline'}) by {who}")
    return False


def _expect(answer: Answer, what: str) -> None:
    if not answer.taken and not answer.conflict:
        raise NotTaken(f"{what} was answered {answer.status}: {answer.page.errors or answer.page.heading}")


def _offer_about(scene: Scene, who: str, case: str) -> str | None:
    """The address of the offer of this case on My day, newest first; None when nobody asks any more."""
    browser = scene.browser(who)
    day = browser.open("/my-day/").page
    addresses = {form.action for form in day.forms} | {address for address, _ in day.links}
    offers = (address for address in addresses if re.fullmatch(r"/offers/\d+/", address))
    for address in sorted(offers, key=lambda one: -int(one.split("/")[2])):
        if case in browser.open(address).text:
            return address
    return None


def back_up(scene: Scene, who: str, spare: str, done: str) -> bool:
    """Name who goes to the newest request on the board, and say what was done. False when none waits."""
    browser = scene.browser(who)
    links = {address for address, _ in browser.open("/board/").page.links}
    waiting = sorted(address for address in links if re.fullmatch(r"/back-up/\d+/", address))
    for path in waiting[-1:]:
        go = next((f for f in browser.open(path).page.forms if "practitioner" in f.fields), None)
        if go is None:
            return False
        _expect(browser.send(go, {"practitioner": go.choice("practitioner", spare)}), f"{path} by {who}")
        over = next((form for form in browser.open(path).page.forms if "done" in form.fields), None)
        if over is None:  # somebody else has seen to it meanwhile
            return True
        _expect(browser.send(over, {"done": done}), f"{path} by {who}")
    return bool(waiting)
