"""An approval ends, or ends sooner than it would have."""

from datetime import date, datetime

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.workforce.models import Hat
from onenumber.workforce.policies import may_end_hat


@action("hat.ended", policy=may_end_hat)
def end_hat(*, by: Viewer, at: datetime, hat: Hat, ends_on: date) -> Done[Hat]:
    """The last day on which it counts. Raises Conflict when that lies before its first day."""
    if ends_on < hat.begins_on:
        raise Conflict(f"It began on {hat.begins_on:%d %b %Y}: it cannot end before that day.")
    hat.ends_on = ends_on
    hat.save(update_fields=["ends_on"])
    return Done(
        hat,
        subject=f"practitioner {hat.practitioner_id}",
        service_id=hat.practitioner.service_id,
        fields=["ends_on"],
        leads_to="/people/",
    )
