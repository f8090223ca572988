"""Who may govern the record: the AMHP lead; a second person, lead or manager, where two must agree."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.governance.models import Destruction, LegalHold, SubjectRequest
from onenumber.governance.queries import may_govern, may_see_destruction, may_see_register

__all__ = ["may_answer_destruction", "may_answer_request", "may_govern", "may_release", "may_see_register"]


def may_release(viewer: Viewer, *, hold: LegalHold, **_: Any) -> bool:
    """Whoever governs the person's record."""
    return may_govern(viewer, person=hold.person)


def may_answer_request(viewer: Viewer, *, request: SubjectRequest, **_: Any) -> bool:
    """As above."""
    return may_govern(viewer, person=request.person)


def may_answer_destruction(viewer: Viewer, *, destruction: Destruction, **_: Any) -> bool:
    """Whoever may see it; whether it is the second person the action asks."""
    return may_see_destruction(viewer, service=destruction.service, council=destruction.council)
