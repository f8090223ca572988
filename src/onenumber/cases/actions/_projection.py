"""The board's stored row of a case, refreshed by every action that adds a fact.

The row is locked before the facts are read: two people recording at once on PostgreSQL then see each other's
facts, and the later refresh is never built on a picture from before the earlier one.
"""

from datetime import datetime

from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import CaseFacts, columns_of, facts_of


def refresh(case: Case, *, at: datetime) -> CaseFacts:
    """Store what the board shows of this case now; a closed case leaves the table."""
    stored = (
        OpenCase.objects.select_for_update(no_key=True)
        .filter(pk=case.pk)
        .values_list("offered_to", "asks")
        .first()
    )
    # Read afresh: the caller's case may carry a person from before somebody's correction.
    facts = facts_of(Case.objects.select_related("person", "contact", "locality").get(pk=case.pk))
    offered_to, asks = stored or ("", 0)
    columns = columns_of(facts, offered=bool(offered_to), asked=bool(asks))
    if columns is None:
        OpenCase.objects.filter(pk=case.pk).delete()
    elif stored is None:
        OpenCase.objects.create(case_id=case.pk, changed_at=at, **columns)
    else:
        OpenCase.objects.filter(pk=case.pk).update(changed_at=at, **columns)
    return facts


def touch(case: Case, *, at: datetime) -> None:
    """Something was added that the board's row does not show; only when is stored."""
    OpenCase.objects.filter(pk=case.pk).update(changed_at=at)


def refresh_cases_of(person_id: int, *, at: datetime) -> None:
    """The stored row of each open case of a person whose record was changed."""
    for case_id in OpenCase.objects.filter(case__person=person_id).values_list("case_id", flat=True):
        refresh(Case(pk=case_id), at=at)
