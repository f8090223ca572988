"""A contact as it is told before it is written down: who rang, about whom, and what became of it. All invented."""

from dataclasses import dataclass
from datetime import date, datetime

from onenumber.demo.county.staff import Staff


@dataclass(frozen=True, kw_only=True)
class PersonTold:
    """A person served; `number` is theirs in this telling."""

    number: int
    name: str
    birth_date: date | None
    age_estimate: int | None
    nhs_number: str
    address: str
    telephone: str
    language_or_help: str
    interpreter_needed: bool | None
    gender_identity: str
    ethnic_category: str
    language: str
    ld_autism: str
    restricted: bool
    locality: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class StepTold:
    """What became of a contact."""

    kind: str
    detail: str
    happened_at: datetime


@dataclass(frozen=True, kw_only=True)
class PoliceTold:
    """The police line."""

    record_check: str
    advice_given: str
    officer_did: str
    outcome_next_day: str
    happened_at: datetime


@dataclass(frozen=True, kw_only=True)
class BackUpTold:
    """A request for back-up, and the spare who answered it (None while nobody has)."""

    asked_by: Staff
    why: str
    urgent: bool
    words: str
    answered_by: Staff | None
    answered_at: datetime | None
    done: str
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ContactTold:
    """One use of the line."""

    kind: str
    contact_type: str
    received_at: datetime
    recorded_at: datetime
    taken_by: Staff
    duty_kind: str
    channel: str
    person: PersonTold | None
    locality: str
    caller_name: str
    caller_role: str
    caller_number: str
    place: str
    place_kind: str
    source: str
    event: str
    event_at: datetime | None
    event_told_by: str
    danger: str
    asked_for: str
    words: str
    step: StepTold | None = None
    police: PoliceTold | None = None
    back_up: BackUpTold | None = None
