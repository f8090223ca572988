"""What becomes of a contact that opened no case: answered, passed on, withdrawn, voided, turned into a referral."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from onenumber.demo.county.told_contacts import PoliceTold
from onenumber.demo.replay.browser import Answer
from onenumber.demo.replay.ledger import Fate, KnownCase
from onenumber.demo.replay.pages import Form, FormChanged, Page
from onenumber.demo.replay.running import NotTheirs
from onenumber.demo.replay.scene import Scene
from onenumber.demo.replay.taking import CASE, NotTaken

FATES = {"answered", "passed_on", "withdrawn", "voided"}
REASON = "Taking over the line: needed to answer the caller."


def open_contact(scene: Scene, who: str, reference: str) -> Page:
    """The contact's page; where it asks for a reason, one is given."""
    found = scene.browser(who).open(f"/contacts/{reference}/")
    if found.status == HTTPStatus.OK and _has(found.page, "reason"):
        form = _form(found.page, reference, "reason")
        found = scene.browser(who).send(form, {"reason": REASON}, button=("what", "reason"))
    if found.status == HTTPStatus.NOT_FOUND:
        raise NotTheirs(f"/contacts/{reference}/ is not open to {who} now")
    if found.status != HTTPStatus.OK:
        raise NotTaken(f"/contacts/{reference}/ was answered {found.status} to {who}")
    return found.page


def _has(page: Page, what: str) -> bool:
    return any(("what", what) in form.buttons for form in page.forms)


def _form(page: Page, reference: str, what: str) -> Form:
    for form in page.forms:
        if form.action == f"/contacts/{reference}/add/" and ("what", what) in form.buttons:
            return form
    if not _has(page, "correct"):  # offered to whoever may add anything
        raise NotTheirs(f"nothing can be added to {reference} by whoever looks at it now")
    raise FormChanged(f"the page of {reference} offers no “{what}”; it says “{page.heading}”")


def add(
    scene: Scene, who: str, reference: str, what: str, answers: Mapping[str, str], *, lost: bool = False
) -> Answer:
    """Send one of the forms on the contact's page. Raises NotTaken; a conflict is an answer like any other."""
    form = _form(open_contact(scene, who, reference), reference, what)
    answer = scene.send(who, form, answers, button=("what", what), lost=lost)
    if not answer.taken and not answer.conflict:
        words = answer.page.errors or answer.page.heading
        raise NotTaken(f"{reference}, {what}: answered {answer.status}: {words}")
    return answer


def settle(scene: Scene, who: str, reference: str, kind: str, detail: str, *, lost: bool = False) -> None:
    """Say what became of a contact."""
    if kind not in FATES:
        raise ValueError(f"nothing becomes {kind}")
    if add(scene, who, reference, kind, {"detail": detail}, lost=lost).taken:
        scene.ledger.became(reference, Fate(kind))


def add_police(scene: Scene, who: str, reference: str, told: PoliceTold, *, lost: bool = False) -> None:
    """What the police line asks."""
    answers = {
        "record_check": told.record_check,
        "advice_given": told.advice_given,
        "officer_did": told.officer_did,
        "outcome_next_day": told.outcome_next_day,
    }
    add(scene, who, reference, "police", answers, lost=lost)


def turn_into_referral(scene: Scene, who: str, reference: str, *, lost: bool = False) -> str:
    """Open a case from a contact taken as something else; the case's reference."""
    answer = add(scene, who, reference, "referral", {"contact_type": "S13"}, lost=lost)
    found = re.search(rf"/cases/({CASE})/", answer.led_to)
    if found is None:
        raise NotTaken(f"{reference} became a referral, and the answer led to {answer.led_to}")
    scene.ledger.became(reference, Fate.OPENED, case_reference=found[1])
    scene.ledger.opened(KnownCase(found[1], reference, "S13"))
    return found[1]
