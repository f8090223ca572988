"""Write the board's stored rows afresh from the facts (`onenumber rebuild`)."""

from collections.abc import Iterator
from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, Closure, OpenCase
from onenumber.cases.policies import may_rebuild

AT_A_TIME = 500


def _cases_that_may_be_open() -> Iterator[int]:
    standing = Closure.objects.filter(corrected_by__isnull=True, struck_out=False)
    last = 0
    while ids := list(
        Case.objects.filter(pk__gt=last)
        .exclude(pk__in=standing.values("case_id"))
        .order_by("pk")
        .values_list("pk", flat=True)[:AT_A_TIME]
    ):
        yield from ids
        last = ids[-1]


@action("projection.rebuilt", policy=may_rebuild)
def rebuild_projection(*, by: Viewer, at: datetime) -> Done[int]:
    """Store a row for every open case and drop those of closed ones; says how many are open.

    The columns about offers are left as they are: `allocation.actions.rebuild_offers` writes them.
    """
    kept = set()
    for case_id in _cases_that_may_be_open():
        refresh(Case(pk=case_id), at=at)
        kept.add(case_id)
    gone = set(OpenCase.objects.values_list("pk", flat=True)) - kept
    for case_id in gone:
        OpenCase.objects.filter(pk=case_id).delete()
    return Done(len(kept), subject="open cases")
