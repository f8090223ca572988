"""Which model each fact told becomes, and which of its fields are columns of the same name."""

from dataclasses import fields
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Model

from onenumber.allocation.models import Ask, Offer
from onenumber.cases.models import (
    Attempt,
    CarryingOut,
    Case,
    Closure,
    Commitment,
    Decision,
    LegalEvent,
    Note,
    Recommendation,
    RelativeStep,
    ReturnAnswers,
    Triage,
    Wait,
    WrittenReasons,
)
from onenumber.demo.actions._people import Written
from onenumber.demo.county import told

MODELS: dict[type[told.Told], type[Model]] = {
    told.AnswersTold: ReturnAnswers,
    told.AskTold: Ask,
    told.AttemptTold: Attempt,
    told.CarryingTold: CarryingOut,
    told.ClosedTold: Closure,
    told.HeldTold: Commitment,
    told.DecisionTold: Decision,
    told.LegalTold: LegalEvent,
    told.NoteTold: Note,
    told.OfferTold: Offer,
    told.ReasonsTold: WrittenReasons,
    told.RecommendationTold: Recommendation,
    told.RelativeTold: RelativeStep,
    told.TriageTold: Triage,
    told.WaitTold: Wait,
}
NOT_COLUMNS = {"happened_at", "recorded_at", "by", "to", "practitioner", "amhp", "relation", "doctor"}
COLUMNS = {
    kind: tuple(field.name for field in fields(kind) if field.name not in NOT_COLUMNS) for kind in MODELS
}


def offer_columns(fact: told.Told, case: Case, written: Written) -> dict[str, Any]:
    """What else an offer or a written reason says: or an ask says: which were sent together, and who answered."""
    if isinstance(fact, told.ReasonsTold):
        return {"sent_by_id": written.users[fact.by.email].pk if fact.sent_at else None}
    if isinstance(fact, told.AskTold):
        doctor = written.practitioners[fact.doctor.name] if fact.doctor is not None else None
        sent = uuid5(NAMESPACE_URL, f"{case.reference} {fact.what} {fact.happened_at.isoformat()}")
        return {"sending": sent, "practitioner_id": doctor.pk if doctor else None}
    if isinstance(fact, told.WaitTold):
        return {"ended_by_id": written.users[fact.by.email].pk if fact.ended_at else None}
    if not isinstance(fact, told.OfferTold):
        return {}
    return {
        "sending": uuid5(NAMESPACE_URL, f"{case.reference} {fact.happened_at.isoformat()}"),
        "turn_at": fact.happened_at,
        "answered_by_id": written.users[fact.to.email].pk if fact.answer else None,
    }
