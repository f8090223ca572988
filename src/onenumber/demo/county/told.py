"""What the county tells: contacts, cases and duties with all their facts and times, as plain frozen records.

The names of the fields are the columns they become, so that writing them down decides nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from onenumber.demo.county.staff import Staff
from onenumber.demo.county.told_contacts import ContactTold


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact of a case: when it happened, when and by whom it was written down."""

    happened_at: datetime
    recorded_at: datetime
    by: Staff


@dataclass(frozen=True, kw_only=True)
class TriageTold(Told):
    """A consideration."""

    answer: str
    amhp: Staff
    priority: str
    reasons: str = ""
    not_assessed_reason: str = ""
    alternatives_tried: str = ""
    alternative_used: str = ""
    passed_to: str = ""
    from_first_offer: bool = False


@dataclass(frozen=True, kw_only=True)
class OfferTold(Told):
    """An offer and its answer; offers sent together share their `happened_at`."""

    to: Staff
    answer_by: datetime
    answer: str = ""
    answered_at: datetime | None = None
    answer_reason: str = ""
    ended_at: datetime | None = None
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class AskTold(Told):
    """Somebody asked to come, and what became of it; asks of the same kind and moment were sent together."""

    what: str
    whom: str
    telephone: str = ""
    doctor: Staff | None = None
    section_12: bool | None = None
    wanted: int = 1
    wanted_from: datetime | None = None
    wanted_to: datetime | None = None
    answer_by: datetime | None = None
    note: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_how: str = ""
    answer_reason: str = ""
    their_reference: str = ""
    kind: str = ""
    expected_from: datetime | None = None
    expected_to: datetime | None = None
    place: int | None = None
    knew_person: bool | None = None
    arrived_at: datetime | None = None
    ended_at: datetime | None = None
    ended_how: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldTold(Told):
    """A commitment."""

    practitioner: Staff
    kind: str = "active"
    ended_at: datetime | None = None
    ended_how: str = ""


@dataclass(frozen=True, kw_only=True)
class WaitTold(Told):
    """A wait."""

    stage: str
    reason: str
    agency: str
    chosen: bool
    note: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptTold(Told):
    """An attempt to see the person."""

    result: str
    place: str
    place_kind: str
    present: str = ""
    interpreter_used: bool | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RelativeTold(Told):
    """A contact with the nearest relative as it appears, or why there was none."""

    result: str
    name: str = ""
    relation: str = ""
    how: str = ""
    why_appears: str = ""
    reason_not: str = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationTold(Told):
    """A doctor's examination."""

    doctor_name: str
    form: str
    recommends: bool
    section_12: bool
    knew_person: bool
    examined_at: datetime
    signed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DecisionTold(Told):
    """The AMHP's decision."""

    outcome: str
    amhp: Staff
    reasons: str
    alternatives: str = ""
    alternative_used: str = ""
    declined_despite_two: bool = False
    warrant: str = ""
    police_role: str = ""
    application_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CarryingTold(Told):
    """A dated step."""

    step: str
    code: str = ""
    place: str = ""
    ods: str = ""


@dataclass(frozen=True, kw_only=True)
class LegalTold(Told):
    """A legal event after the first."""

    kind: str
    told_by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReasonsTold(Told):
    """Written reasons owed under s13(4)."""

    owed_to: str
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NoteTold(Told):
    """A note."""

    text: str


@dataclass(frozen=True, kw_only=True)
class AnswersTold(Told):
    """What the return asks and nothing else says."""

    accommodation: str
    residence_gss: str
    cross_border_reason: str
    known_to_mh: str
    dependants: str
    alternatives_tried: str
    referrer_ods: str
    amhp_capacity_source: str
    interpreter_used: str
    no_doctor: str


@dataclass(frozen=True, kw_only=True)
class ClosedTold(Told):
    """The end of the work."""

    detail: str
    amhp_minutes: int | None


@dataclass(frozen=True, kw_only=True)
class CaseTold:
    """A contact that opened a case, and all that is known of it."""

    contact: ContactTold
    facts: tuple[Told, ...]

    @property
    def closed(self) -> bool:
        """Whether the work is finished."""
        return any(isinstance(fact, ClosedTold) for fact in self.facts)


@dataclass(frozen=True, kw_only=True)
class DutyTold:
    """A line of the duty list."""

    who: Staff
    kind: str
    locality: str
    starts_at: datetime
    ends_at: datetime
