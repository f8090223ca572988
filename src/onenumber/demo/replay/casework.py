"""What happens in a case, told as the answers of the small forms: consider, wait, attempt, decide, carry out, close.

Each fact of the county's story becomes one form, sent by whoever wrote it down.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from onenumber.demo.county.told import (
    AnswersTold,
    AskTold,
    AttemptTold,
    CarryingTold,
    ClosedTold,
    DecisionTold,
    LegalTold,
    NoteTold,
    ReasonsTold,
    RecommendationTold,
    RelativeTold,
    Told,
    TriageTold,
    WaitTold,
)
from onenumber.demo.replay.browser import Answer
from onenumber.demo.replay.pages import Form, FormChanged
from onenumber.demo.replay.running import NotTheirs
from onenumber.demo.replay.scene import Scene, typed
from onenumber.demo.replay.taking import NotTaken

Answered = dict[str, str | list[str]]
YES_NO = {True: "yes", False: "no", None: ""}
REASON = "Standing in for the colleague who took this case."


def moment(name: str, at: datetime | None, *, by: datetime | None = None) -> Answered:
    """A moment as the form asks for it; None, and what comes after `by`, leave it empty.

    In the hour that comes twice the form asks, once it is sent, which of the two it was: the answer is ready.

    >>> from datetime import UTC
    >>> moment("happened", datetime(2026, 10, 25, 1, 37, tzinfo=UTC))["happened_fold"]
    'GMT'
    """
    if at is None or (by is not None and at > by):
        return {f"{name}_day": "", f"{name}_time": ""}
    said = typed(at)
    which = {f"{name}_fold": said.fold} if said.fold else {}
    return {f"{name}_day": said.day, f"{name}_time": said.time, **which}


def _triage(told: Any, form: Form) -> Answered:
    return {
        "answer": told.answer,
        "practitioner": form.choice("practitioner", told.amhp.name),
        "priority": told.priority,
        "reasons": told.reasons,
        "not_assessed_reason": told.not_assessed_reason,
        "alternative_used": told.alternative_used,
        "alternatives_tried": told.alternatives_tried.split(),
        "passed_to": told.passed_to,
    }


def _wait(told: Any, form: Form) -> Answered:
    del form
    return {
        "reason": told.reason,
        "stage": told.stage,
        "agency": told.agency,
        "chosen": "chosen" if told.chosen else "forced",
        "note": told.note,
    }


def _attempt(told: Any, form: Form) -> Answered:
    del form
    return {
        "result": told.result,
        "place": told.place,
        "place_kind": told.place_kind,
        "present": told.present,
        "interpreter_used": YES_NO[told.interpreter_used],
        **moment("ended", told.ended_at, by=told.recorded_at),
    }


def _relative(told: Any, form: Form) -> Answered:
    del form
    names = ("result", "name", "relation", "how", "why_appears", "reason_not")
    return {name: getattr(told, name) for name in names}


def _recommendation(told: Any, form: Form) -> Answered:
    try:
        doctor = {"doctor": form.choice("doctor", told.doctor_name)}
    except FormChanged:
        doctor = {"doctor_name": told.doctor_name}
    return {
        **doctor,
        "recommends": "yes" if told.recommends else "no",
        "form": told.form,
        "section_12": YES_NO[told.section_12],
        "knew_person": YES_NO[told.knew_person],
        **moment("examined", told.examined_at, by=told.recorded_at),
        **moment("signed", told.signed_at, by=told.recorded_at),
    }


def _decision(told: Any, form: Form) -> Answered:
    signed = moment("application", told.application_at, by=told.recorded_at)
    return {
        "outcome": told.outcome,
        "reasons": told.reasons,
        "alternatives": told.alternatives,
        "alternative_used": told.alternative_used,
        "warrant": told.warrant,
        "police_role": told.police_role,
        **({"declined_despite_two": "on"} if told.declined_despite_two else {}),
        **({"held": "ended"} if "held" in form.fields and not signed["application_time"] else {}),
        **signed,
    }


def _carrying_out(told: Any, form: Form) -> Answered:
    del form
    kind = told.step.partition("_")[0]
    code = {kind: told.code} if kind in {"bed", "conveyance"} else {}
    return {"step": told.step, "place": told.place, "ods": told.ods, **code}


def _legal_event(told: Any, form: Form) -> Answered:
    del form
    return {"kind": told.kind, "told_by": told.told_by}


def _reasons(told: Any, form: Form) -> Answered:
    del form
    return {"owed_to": told.owed_to, **moment("happened", told.sent_at)}


def _note(told: Any, form: Form) -> Answered:
    del form
    return {"text": told.text}


def _answers(told: Any, form: Form) -> Answered:
    """What the page has a list for; what stands there already is left alone."""
    names = (
        "accommodation",
        "cross_border_reason",
        "known_to_mh",
        "amhp_capacity_source",
        "interpreter_used",
    )
    given = {name: getattr(told, name) for name in names}
    return {
        name: value
        for name, value in given.items()
        if name in form.fields and value in form.fields[name].offered
    }


def _ask(told: Any, form: Form) -> Answered:
    """As a call to whoever is asked; what they answered is not replayed yet."""
    del form
    return {
        "whom": told.whom,
        "telephone": told.telephone,
        "section_12": YES_NO[told.section_12],
        "note": told.note,
    }


def _close(told: Any, form: Form) -> Answered:
    ticks: Answered = {
        name: "on" for name in ("end_waits", "reasons_stay_owed", "holder_finished") if name in form.fields
    }
    return {
        "kind": "closed",
        "detail": told.detail,
        "amhp_minutes": "" if told.amhp_minutes is None else str(told.amhp_minutes),
        **ticks,
    }


FORMS: dict[type[Told], tuple[str, Callable[[Any, Form], Answered]]] = {
    TriageTold: ("triage", _triage),
    WaitTold: ("wait", _wait),
    AttemptTold: ("attempt", _attempt),
    RelativeTold: ("relative", _relative),
    RecommendationTold: ("recommendation", _recommendation),
    DecisionTold: ("decision", _decision),
    CarryingTold: ("carrying-out", _carrying_out),
    ReasonsTold: ("written-reasons", _reasons),
    LegalTold: ("legal-event", _legal_event),
    NoteTold: ("note", _note),
    AnswersTold: ("return", _answers),
    AskTold: ("ask", _ask),
    ClosedTold: ("close", _close),
}


def record(scene: Scene, who: str, case: str, told: Told, *, lost: bool = False) -> Answer:
    """Send the form of this fact. Raises NotTheirs, NotTaken; a conflict is an answer like any other."""
    what, answers_of = FORMS[type(told)]
    form = open_form(scene, who, case, f"ask/{told.what}" if isinstance(told, AskTold) else f"add/{what}")
    answers = {**moment("happened", told.happened_at), **answers_of(told, form)}
    return send(scene, who, form, answers, lost=lost)


def open_form(scene: Scene, who: str, case: str, what: str) -> Form:
    """The page of one kind of fact, such as add/note; where the record asks for a reason, one is given."""
    path = f"/cases/{case}/{what}/"
    found = scene.browser(who).open(path)
    if found.path.startswith(f"/cases/{case}/reason/"):
        found = scene.browser(who).send(found.page.form(found.path), {"reason": REASON})
    if found.status in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:
        raise NotTheirs(f"{path} was answered {found.status} to {who}: {found.page.heading}")
    if found.status != HTTPStatus.OK:
        raise NotTaken(f"{path} was answered {found.status} to {who}")
    return found.page.form(path)


def send(scene: Scene, who: str, form: Form, answers: Answered, *, lost: bool = False) -> Answer:
    """Send a form of a case; in the hour that comes twice, say which of the two it was when asked."""
    answer = scene.send(who, form, _of(form, answers), lost=lost)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY and answer.page.has_form(form.action):
        again = answer.page.form(form.action)
        if _of(again, answers) != _of(form, answers):  # it asks what it did not ask before
            answer = scene.send(who, again, _of(again, answers))
    if answer.status == HTTPStatus.NOT_FOUND:
        raise NotTheirs(f"{form.action} was answered 404 to {who}")
    if not answer.taken and not answer.conflict:
        words = answer.page.errors or answer.page.heading
        raise NotTaken(f"{form.action} was answered {answer.status} to {who}: {words}")
    return answer


def _of(form: Form, answers: Answered) -> Answered:
    """Those answers that the form has a field for."""
    return {name: value for name, value in answers.items() if name in form.fields}
