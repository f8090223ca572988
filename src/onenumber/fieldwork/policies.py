"""Who may send from a phone, who reads what was kept apart, and who chooses."""

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, TimestampSigner

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.policies import is_hub, may_record
from onenumber.cases.queries import in_councils
from onenumber.fieldwork.models import PhoneEntry
from onenumber.workforce.models import Practitioner


def may_send(viewer: Viewer, *, practitioner: Practitioner, **_facts: Any) -> bool:
    """Every practitioner what is their own. No grant is asked for: what they may not write is kept apart."""
    return viewer.practitioner_id == practitioner.pk


def may_choose(viewer: Viewer, *, entry: PhoneEntry, **_facts: Any) -> bool:
    """The lead; and whoever may write in the case, unless it was kept apart because its writer may not."""
    if not _reaches(viewer, entry.case):
        return False
    if viewer.may_in(entry.service_id, (Role.AMHP_LEAD,)):
        return True
    if entry.case is None or entry.why == PhoneEntry.Why.NO_ACCESS:
        return False
    return entry.service_id in viewer.services() and may_record(viewer, case=entry.case)


def may_list(viewer: Viewer, *, service_id: int) -> bool:
    """What waits for a choice: hub, lead, and the EDT officer on duty."""
    return is_hub(viewer, service_id)


def _reaches(viewer: Viewer, case: Case | None) -> bool:
    return case is None or in_councils(viewer, case)


PASS = TimestampSigner(salt="onenumber.fieldwork.phone")
PASS_LASTS = timedelta(days=7)


def holder_of_pass(text: str) -> int | None:
    """The user whose My day handed this pass out in the last days; it opens nothing, it only lets a phone hand in."""
    try:
        return int(PASS.unsign(text, max_age=PASS_LASTS))
    except (BadSignature, ValueError):
        return None
