"""Write the columns about offers of the board's stored rows afresh (`onenumber rebuild`, after the cases'
own).
"""

from datetime import datetime

from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.policies import may_rebuild
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, OpenCase


@action("offers.rebuilt", policy=may_rebuild)
def rebuild_offers(*, by: Viewer, at: datetime) -> Done[int]:
    """Says how many open cases were written."""
    numbers = list(OpenCase.objects.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        refresh_asked(Case(pk=number), at=at)
    return Done(len(numbers), subject="open cases")
