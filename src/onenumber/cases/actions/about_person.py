"""What is recorded about the person from a case page: the record of the person is corrected, the board with
it.
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, done
from onenumber.cases.actions._projection import refresh_cases_of
from onenumber.cases.models import Case
from onenumber.cases.policies import may_record
from onenumber.persons.actions import CannotCorrect, correct_person, end_alert, record_alert, record_relative
from onenumber.persons.models import PersonCorrection, Relative, StaffSafetyAlert
from onenumber.persons.queries import NhsNumberRefused


@action("case.person_corrected", policy=may_record)
def correct_person_of_case(
    *, by: Viewer, at: datetime, case: Case, field: str, value: str, reason: str, key: UUID | None = None
) -> Done[PersonCorrection]:
    """Correct one value of the person's record, and the stored row of each of their open cases."""
    try:
        correction = correct_person(by=by, at=at, person=case.person, field=field, value=value, reason=reason)
    except (CannotCorrect, NhsNumberRefused, ValueError) as problem:
        raise ImpossibleFact("value", str(problem)) from problem
    refresh_cases_of(case.person_id, at=at)
    return done(correction, case, field)


@action("case.alert_recorded", policy=may_record)
def record_alert_of_case(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    text: str,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[StaffSafetyAlert]:
    """A staff-safety alert, shown wherever the person's name is."""
    alert = record_alert(by=by, at=at, person=case.person, text=text, happened_at=happened_at)
    return done(alert, case, "alert")


@action("case.alert_ended", policy=may_record)
def end_alert_of_case(
    *, by: Viewer, at: datetime, case: Case, alert: StaffSafetyAlert, reason: str, key: UUID | None = None
) -> Done[StaffSafetyAlert]:
    """It no longer holds: it leaves the identity strip, and stays in the history with who ended it and why."""
    if alert.person_id != case.person_id:
        raise ImpossibleFact("alert", "This alert is about somebody else. Open the page again.")
    return done(end_alert(by=by, at=at, alert=alert, reason=reason), case, "alert")


@action("case.relative_recorded", policy=may_record)
def record_relative_of_case(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    name: str,
    relation: str,
    telephone: str = "",
    language: str = "",
    lives_with: bool | None = None,
    cares_for: bool | None = None,
    safety_flag: bool = False,
    key: UUID | None = None,
) -> Done[Relative]:
    """Somebody close to the person, with the facts the law asks about (s26)."""
    relative = record_relative(
        by=by,
        at=at,
        person=case.person,
        name=name,
        relation=relation,
        telephone=telephone,
        language=language,
        lives_with=lives_with,
        cares_for=cares_for,
        safety_flag=safety_flag,
    )
    return done(relative, case, "relative")
