"""Answer what the return asks and nothing else has said: of the person with the person, of the case with the case.

Every answer is added: a changed one is kept with what was said before, the newest counts.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from amhp.dataset import find_code
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code, known_codes
from onenumber.cases.models import Case, ReturnAnswers
from onenumber.cases.policies import may_record
from onenumber.persons.actions import CannotCorrect, correct_person

ABOUT_PERSON = ("gender_identity", "ethnic_category", "language", "interpreter_needed", "ld_autism")
ONE_CODE = {
    "accommodation": "ACCOMMODATION",
    "cross_border_reason": "CROSS_BORDER",
    "known_to_mh": "KNOWN_TO_MH",
    "amhp_capacity_source": "CAPACITY_SOURCE",
    "interpreter_used": "YES_NO",
    "no_doctor": "YES_NO",
}
SEVERAL_CODES = {"dependants": "DEPENDANTS", "alternatives_tried": "CL-ALT"}
ALONE = ("NONE", "NOT_KNOWN")
SHAPES = {
    "residence_gss": (
        r"[ENSW][0-9]{8}",
        "RESIDENCE_SPECIAL",
        "An ONS code is a letter and eight digits: E10000008.",
    ),
    "referrer_ods": (r"[A-Z0-9]{3,6}", "", "An ODS code has three to six letters and digits, such as RWV."),
}
FIRST_SAID = "Not asked before"


def _several(name: str, value: str, at: datetime) -> str:
    codes = value.split()
    if len(codes) > 1 and any(code in ALONE for code in codes):
        raise ImpossibleFact(name, "“None” and “not known” stand alone: take one or the other away.")
    return known_codes(SEVERAL_CODES[name], codes, field=name, on=at)


def _checked(name: str, value: str, at: datetime) -> str:
    if not value:
        return ""
    if name in SEVERAL_CODES:
        return _several(name, value, at)
    if name in ONE_CODE:
        return known_code(ONE_CODE[name], value, field=name, on=at)
    if name in SHAPES:
        shape, special, how = SHAPES[name]
        if not (special and find_code(special, value)) and re.fullmatch(shape, value) is None:
            raise ImpossibleFact(name, how)
    return value


@action("return.answered", policy=may_record)
def answer_for_return(
    *, by: Viewer, at: datetime, case: Case, about_person: Mapping[str, str], about_case: Mapping[str, str],
    reason: str = "", key: UUID | None = None,
) -> Done[Case]:  # fmt: skip
    """Both by the names of the dataset's fields, only those that are new or changed; `reason` says why if changed."""
    unknown = (set(about_person) - set(ABOUT_PERSON)) | (set(about_case) - set(ReturnAnswers.ANSWERS))
    if unknown:
        raise ImpossibleFact("reason", f"These are not asked: {', '.join(sorted(unknown))}.")
    for name, value in about_person.items():
        try:
            correct_person(
                by=by, at=at, person=case.person, field=name, value=value, reason=reason or FIRST_SAID
            )
        except CannotCorrect as problem:
            raise ImpossibleFact(name, str(problem)) from problem
    said = {name: _checked(name, value, at) for name, value in about_case.items()}
    if said:
        columns = authored(by=by, at=at, case=case, happened_at=at)
        ReturnAnswers.objects.create(**said, reason=reason, **columns)
    return done(case, case, *about_person, *said)
