"""A practitioner is approved, warranted or engaged to act as something, from one day to another."""

from datetime import date, datetime

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.policies import may_change_practitioner


@action("hat.recorded", policy=may_change_practitioner)
def record_hat(
    *,
    by: Viewer,
    at: datetime,
    practitioner: Practitioner,
    kind: Hat.Kind,
    authority: str,
    begins_on: date,
    ends_on: date | None = None,
    limits: str = "",
) -> Done[Hat]:
    """One authority; the last day counts. Raises Conflict when it would end before it begins."""
    if ends_on is not None and ends_on < begins_on:
        raise Conflict(
            f"An approval cannot end on {ends_on:%d %b %Y}, before it begins on {begins_on:%d %b %Y}."
        )
    hat = Hat.objects.create(
        practitioner=practitioner,
        kind=kind,
        authority=authority,
        begins_on=begins_on,
        ends_on=ends_on,
        limits=limits,
    )
    return Done(
        hat,
        subject=f"practitioner {practitioner.pk}",
        service_id=practitioner.service_id,
        leads_to="/people/",
    )
