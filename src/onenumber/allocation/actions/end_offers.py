"""An accepted offer ends when the case leaves its holder, so that the case can be offered again."""

from datetime import datetime

from onenumber.allocation.models import Offer
from onenumber.allocation.policies import may_end_offers
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("offer.ended", policy=may_end_offers)
def end_offers(*, by: Viewer, at: datetime, service_id: int, case_id: int, practitioner_id: int) -> Done[int]:
    """End what this practitioner accepted of this case; safe to run again."""
    rows = Offer.objects.filter(
        case_id=case_id, practitioner_id=practitioner_id, answer=Offer.Answer.ACCEPTED, ended_at__isnull=True
    )
    return Done(rows.update(ended_at=at), subject=f"case {case_id}", service_id=service_id)
