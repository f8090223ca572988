"""Correct a recorded fact: a new row takes its place and says why; the old one stays on the timeline."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, ends_after, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.actions._written_reasons import owe_reasons
from onenumber.cases.models import (
    Attempt,
    CarryingOut,
    Case,
    Closure,
    Decision,
    LegalEvent,
    Note,
    Recommendation,
    RelativeStep,
    Sharing,
    Triage,
    Wait,
)
from onenumber.cases.policies import may_arrange, may_decide, may_record
from onenumber.cases.queries import facts_of, is_closed
from onenumber.records.models import CorrectableFact

CORRECTABLE: dict[str, Any] = {
    "legal-event": LegalEvent,
    "triage": Triage,
    "attempt": Attempt,
    "recommendation": Recommendation,
    "relative": RelativeStep,
    "decision": Decision,
    "carrying-out": CarryingOut,
    "note": Note,
    "wait": Wait,
    "close": Closure,
    "sharing": Sharing,
}
CODES = {
    ("attempt", "result"): "ATTEMPT_RESULT",
    ("attempt", "place_kind"): "CL-PLACE",
    ("decision", "outcome"): "CL-OUT",
    ("relative", "result"): "CL-NR",
    ("triage", "priority"): "PRIORITY",
    ("triage", "answer"): "CL-TRI",
    ("decision", "warrant"): "WARRANT",
    ("decision", "police_role"): "POLICE_ROLE",
    ("wait", "stage"): "WAIT_STAGE",
    ("wait", "reason"): "CL-DEL",
    ("wait", "harm"): "HARM",
}
OWN = {"id", "case", "corrects", "correction_reason", "struck_out", "recorded_at", "by_id", "by_name"}


def _may_correct(viewer: Viewer, *, case: Case, what: str, **_facts: Any) -> bool:
    policies = {"decision": may_decide, "triage": may_arrange, "close": may_arrange}
    return policies.get(what, may_record)(viewer, case=case)


def _columns(row: CorrectableFact, what: str, changes: dict[str, Any], at: datetime) -> dict[str, Any]:
    names = {field.name for field in row._meta.concrete_fields} - OWN
    unknown = set(changes) - names
    if unknown:
        raise ImpossibleFact("what", f"These cannot be corrected: {', '.join(sorted(unknown))}.")
    for name, value in changes.items():
        if (what, name) in CODES and value:
            known_code(CODES[what, name], value, field=name, on=at)
    kept = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name in names
    }
    return kept | changes


def _refuse_impossible(what: str, case: Case, columns: dict[str, Any], *, strike: bool, at: datetime) -> None:
    """An end before its start, a wait left open in a closed case, a closure taken away: said beside the field."""
    if what == "close" and strike:
        raise ImpossibleFact("did_not_happen", "To go on with the case, open it again.")
    if what == "wait" and not columns["agency"].strip():
        raise ImpossibleFact("agency", "Write who is waited on, such as the trust’s bed team.")
    if columns.get("ended_at") is not None:
        ends_after(starts_at=columns["happened_at"], ends_at=columns["ended_at"], at=at)
    elif what == "wait" and not strike and is_closed(case.pk):
        raise ImpossibleFact("ended", "This case is closed: say when the wait ended.")


@action("fact.corrected", policy=_may_correct)
def correct_fact(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    what: str,
    fact_id: int,
    reason: str,
    changes: dict[str, Any] | None = None,
    did_not_happen: bool = False,
    key: UUID | None = None,
) -> Done[CorrectableFact]:
    """`changes` are the columns that were wrong; `did_not_happen` strikes the fact out. A fact is corrected
    once.
    """
    if what not in CORRECTABLE:
        raise ImpossibleFact("what", "Choose what to correct.")
    if not reason.strip():
        raise ImpossibleFact("reason", "Write why it is corrected.")
    model = CORRECTABLE[what]
    row = model._default_manager.select_for_update(no_key=True).filter(pk=fact_id, case=case).first()
    if row is None:
        raise ImpossibleFact("what", "This fact is not in this case. Open the page again.")
    columns = _columns(row, what, changes or {}, at)
    _refuse_impossible(what, case, columns, strike=did_not_happen, at=at)
    columns |= authored(by=by, at=at, case=case, happened_at=columns["happened_at"])
    try:
        with transaction.atomic():
            later = model._default_manager.create(
                corrects=row, correction_reason=reason, struck_out=did_not_happen, **columns
            )
    except IntegrityError as problem:
        raise Conflict(
            "Somebody has corrected this already. Correct the newer line.",
            link=f"/cases/{case.reference}/",
            link_text="Open the case",
        ) from problem
    _reasons_may_be_owed(case, by=by, at=at)
    refresh(case, at=at)
    return done(later, case, what, *(changes or {}))


def _reasons_may_be_owed(case: Case, *, by: Viewer, at: datetime) -> None:
    facts = facts_of(case)
    if facts.decision is not None and not facts.application_made:
        owe_reasons(facts, by=by, at=at, happened_at=facts.decision.happened_at)
