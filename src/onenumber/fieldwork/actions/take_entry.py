"""Take in one thing from a phone: recorded as it was tapped, or kept apart beside the record for a person to choose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from amhp.calendar import say_moment
from onenumber.access.queries import ReasonNeeded
from onenumber.allocation.actions import ask_back_up
from onenumber.allocation.policies import may_ask_back_up
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.policies import may_record
from onenumber.cases.queries import CaseFacts, case_for, facts_of
from onenumber.fieldwork.actions._recording import record
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import may_send
from onenumber.fieldwork.queries import Version, version_of
from onenumber.workforce.models import Practitioner

Kind, Why = PhoneEntry.Kind, PhoneEntry.Why


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the phone tells: what, of which case, when it was tapped, and the words."""

    kind: str
    happened_at: datetime
    reference: str = ""
    words: str = ""
    back_up_why: str = ""


@action("phone_entry.taken", policy=may_send)
def take_entry(
    *, by: Viewer, at: datetime, practitioner: Practitioner, told: Told, key: UUID
) -> Done[PhoneEntry | None]:
    """None once it is recorded; else the entry that was kept apart. Raises ImpossibleFact for what cannot be."""
    if told.kind not in Kind.values:
        raise ImpossibleFact("kind", "This page is too old for what was tapped. Open My day again.")
    if told.kind == Kind.NOTE and not told.words.strip():
        raise ImpossibleFact("words", "There are no words in this note.")
    why, facts = _why_apart(by, practitioner, told)
    if why is not None:
        entry = PhoneEntry.objects.create(
            key=key,
            service=practitioner.service,
            practitioner=practitioner,
            why=why,
            **_told(told, facts, why, at),
            by_id=by.user_id,
            by_name=by.name,
        )
        return _done(entry, f"phone entry {entry.pk}", practitioner)
    if facts is None:
        ask_back_up(
            by=by, at=at, service=practitioner.service, why=told.back_up_why, urgent=True,
            practitioner=practitioner, happened_at=told.happened_at,
        )  # fmt: skip
        return _done(None, "back-up", practitioner)
    if version_of(facts, told.kind) is None:  # else the record says the same already
        record(facts.case, told.kind, told.words, by=by, at=at, happened_at=told.happened_at)
    return _done(None, facts.case.reference, practitioner)


def _why_apart(by: Viewer, practitioner: Practitioner, told: Told) -> tuple[str | None, CaseFacts | None]:
    """Why it cannot simply be recorded, or None; and the facts of its case, if it is of one that is known here."""
    if told.kind == Kind.BACK_UP:
        return (None if may_ask_back_up(by, service=practitioner.service) else Why.NO_ACCESS), None
    case = _writable(by, told.reference)
    if case is None:
        known = Case.objects.filter(reference=told.reference, service=practitioner.service).first()
        return Why.NO_ACCESS, facts_of(known) if known is not None else None
    facts = facts_of(case)
    version = version_of(facts, told.kind)
    if version is not None and not version.agrees_with(told.happened_at):
        return Why.DIFFERS, facts
    if facts.closure is not None and told.kind != Kind.NOTE:
        return Why.CLOSED, facts
    return None, facts


def _writable(by: Viewer, reference: str) -> Case | None:
    """The case, if its record is open to them and they may write in it; nothing is said about why not."""
    try:
        case = case_for(by, reference)
    except (Http404, ReasonNeeded):
        return None
    return case if may_record(by, case=case) else None


def _told(told: Told, facts: CaseFacts | None, why: str, at: datetime) -> dict[str, Any]:
    """The entry's columns: what the phone tells, and what the record says now, as words, for it may be corrected."""
    version = version_of(facts, told.kind) if facts is not None and why == Why.DIFFERS else None
    return {
        "case": facts.case if facts is not None else None,
        "reference": told.reference,
        "kind": told.kind,
        "words": told.words or told.back_up_why,
        "fact": version.fact if version is not None else "",
        "record_says": _says(facts, version, told.kind, why, at),
        "happened_at": min(told.happened_at, at),
        "recorded_at": at,
    }


def _says(facts: CaseFacts | None, version: Version | None, kind: str, why: str, at: datetime) -> str:
    if why == Why.CLOSED and facts is not None and facts.closure is not None:
        return f"closed {say_moment(facts.closure.happened_at, at)}"
    if version is None:
        return ""
    return f"{kind} {say_moment(version.at, at)}" if version.at is not None else "no attempt was started"


def _done(entry: PhoneEntry | None, subject: str, practitioner: Practitioner) -> Done[PhoneEntry | None]:
    leads_to = f"/phone-entries/{entry.pk}/" if entry is not None else "/my-day/"
    return Done(entry, subject=subject, service_id=practitioner.service_id, leads_to=leads_to)
