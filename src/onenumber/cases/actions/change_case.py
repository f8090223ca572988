"""What is known differently now: where the person is, the locality, the kind of consideration."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, CaseChange
from onenumber.cases.policies import may_record
from onenumber.organisations.models import Locality

ADVICE = {"ADVICE", "POLICE_ADVICE"}
DANGERS = {"yes", "no", "not_known"}


def _refuse_unknown(case: Case, field: str, value: str, on: datetime) -> None:
    if field not in CaseChange.Field.values:
        raise ImpossibleFact("field", "Choose what is different now.")
    if not value.strip():
        raise ImpossibleFact("value", "Write what is known now.")
    if field == CaseChange.Field.LOCALITY:
        own = (
            value.isdecimal() and Locality.objects.filter(pk=int(value), service_id=case.service_id).exists()
        )
        if not own:
            raise ImpossibleFact("value", "Choose one of the service’s localities.")
    if field == CaseChange.Field.DANGER and value not in DANGERS:
        raise ImpossibleFact("value", "Answer yes, no or not known.")
    if field == CaseChange.Field.CONTACT_TYPE:
        if value in ADVICE:
            raise ImpossibleFact("value", "A case is more than advice. Consider it, and answer “advise”.")
        known_code("CL-TYPE", value, field="value", on=on)


@action("case.changed", policy=may_record)
def change_case(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    field: str,
    value: str,
    reason: str = "",
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[CaseChange]:
    """`value` is the words of a place, a locality's id, or a CL-TYPE code. The first value stays on
    the case.
    """
    moment = happened_at or at
    _refuse_unknown(case, field, value, moment)
    change = CaseChange.objects.create(
        field=field, value=value, reason=reason, **authored(by=by, at=at, case=case, happened_at=moment)
    )
    refresh(case, at=at)
    return done(change, case, field)
