"""Record what started, extended or ended an authority, and who says so."""

from datetime import datetime
from uuid import UUID

from amhp.law import EventKind
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, LegalEvent
from onenumber.cases.policies import may_record


@action("legal_event.recorded", policy=may_record)
def record_legal_event(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    kind: str,
    happened_at: datetime,
    told_by: str = "",
    place: str = "",
    hours: int | None = None,
    reason: str = "",
    authorised_by: str = "",
    superintendent_approved: bool | None = None,
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[LegalEvent]:
    """`kind` is an amhp.law EventKind. An extension may carry hours, reason and who authorised it."""
    if kind not in EventKind._value2member_map_:
        raise ImpossibleFact("kind", "Choose what happened from the list.")
    event = LegalEvent.objects.create(
        kind=kind,
        told_by=told_by,
        place=place,
        hours=hours,
        reason=reason,
        authorised_by=authorised_by,
        superintendent_approved=superintendent_approved,
        **authored(by=by, at=at, case=case, happened_at=happened_at, quality=happened_quality),
    )
    refresh(case, at=at)
    return done(event, case, "legal_event")
