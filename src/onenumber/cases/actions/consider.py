"""Consider the request (s13): assess, not assess, advise, defer or pass on; with reasons, and by whom.

A nearest relative's request that goes no further starts the duty of written reasons (s13(4)).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from amhp.calendar import day_in_london
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code, known_codes
from onenumber.cases.actions._projection import refresh
from onenumber.cases.actions._written_reasons import owe_reasons
from onenumber.cases.models import Case, Triage
from onenumber.cases.policies import may_arrange
from onenumber.cases.queries import facts_of
from onenumber.workforce.models import Practitioner
from onenumber.workforce.queries import approval_in_force

GO_NO_FURTHER = {Triage.Answer.NOT_ASSESS, Triage.Answer.ADVICE, Triage.Answer.TRANSFER}


def _refuse_unnamed(answer: str, practitioner: Practitioner | None, reasons: str, passed_to: str) -> None:
    if answer not in Triage.Answer.values:
        raise ImpossibleFact("answer", "Choose what you consider should happen.")
    if answer == Triage.Answer.NOT_ASSESS and practitioner is None:
        raise ImpossibleFact("practitioner", "Name the AMHP who considers that no assessment is needed.")
    if answer == Triage.Answer.NOT_ASSESS and not reasons.strip():
        raise ImpossibleFact("reasons", "Write why no assessment is needed.")
    if answer == Triage.Answer.TRANSFER and not passed_to.strip():
        raise ImpossibleFact("passed_to", "Write to whom it is passed on.")


@action("case.considered", policy=may_arrange)
def consider(
    *, by: Viewer, at: datetime, case: Case, answer: str, practitioner: Practitioner | None = None,
    happened_at: datetime | None = None, priority: str = "", reasons: str = "", not_assessed_reason: str = "",
    alternatives_tried: Sequence[str] = (), alternative_used: str = "", passed_to: str = "", from_first_offer:
    bool = False, happened_quality: str = "exact", key: UUID | None = None,
) -> Done[Triage]:  # fmt: skip
    """One consideration; `practitioner` is the AMHP whose it is. The newest counts."""
    _refuse_unnamed(answer, practitioner, reasons, passed_to)
    moment = happened_at or at
    for code_list, code, field in (
        ("PRIORITY", priority, "priority"),
        ("CL-NOT", not_assessed_reason, "not_assessed_reason"),
        ("CL-ALT", alternative_used, "alternative_used"),
    ):
        if code:
            known_code(code_list, code, field=field, on=moment)
    in_force = approval_in_force(practitioner.pk, day_in_london(moment)) if practitioner else None
    triage = Triage.objects.create(
        answer=answer,
        amhp_id=practitioner.pk if practitioner else None,
        amhp_name=practitioner.name if practitioner else "",
        approval_in_force=in_force,
        priority=priority,
        reasons=reasons,
        not_assessed_reason=not_assessed_reason,
        alternatives_tried=known_codes("CL-ALT", alternatives_tried, field="alternatives_tried", on=moment),
        alternative_used=alternative_used,
        passed_to=passed_to,
        from_first_offer=from_first_offer,
        **authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality),
    )
    if answer in GO_NO_FURTHER:
        owe_reasons(facts_of(case), by=by, at=at, happened_at=moment)
    refresh(case, at=at)
    return done(triage, case, "triage", *(("priority",) if priority else ()))
