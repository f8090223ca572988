"""The duty of written reasons: a nearest relative asked, and no application was made (s13(4))."""

from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.cases.models import RelativeStep, WrittenReasons
from onenumber.cases.queries import CaseFacts

BY_NEAREST_RELATIVE = "S13_4"


def owe_reasons(
    facts: CaseFacts, *, by: Viewer, at: datetime, happened_at: datetime
) -> WrittenReasons | None:
    """Owe them once for a case; None when nothing is owed or they are owed or sent already."""
    if facts.contact_type != BY_NEAREST_RELATIVE or facts.written_reasons:
        return None
    return WrittenReasons.objects.create(
        case=facts.case,
        owed_to=_to_whom(facts),
        happened_at=happened_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )


def _to_whom(facts: CaseFacts) -> str:
    steps: list[RelativeStep] = [step for step in facts.relative_steps if step.name]
    return steps[-1].name if steps else facts.case.contact.caller_name
