"""This room's chore: once an hour, openings left unreviewed are told to the leads who have not been told of them."""

from datetime import datetime, timedelta

from onenumber.access.queries import leads_of, openings_left, viewer_for
from onenumber.audit.models import Viewer
from onenumber.hub.actions.tell_of_openings import LEFT, tell_of_openings
from onenumber.messaging.models import Message
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.worker import is_first_round_of_the_hour

REVIEW_DAYS = "openings.review_days"
LOOKED_BACK = timedelta(days=28)


def tell_of_openings_left(*, at: datetime) -> int:
    """Says how many leads were told. A lead is told again only when another opening has become overdue since."""
    if not is_first_round_of_the_hour(at):
        return 0
    told = 0
    for service in Service.objects.order_by("pk"):
        if not has_setting(service, REVIEW_DAYS):
            continue
        days = setting(service, REVIEW_DAYS)
        for lead in leads_of(service.pk, at):
            until = at - timedelta(days=days)
            left = openings_left(viewer_for(lead, at=at), service.pk, since=until - LOOKED_BACK, until=until)
            last = (
                Message.objects.filter(to_user=lead, kind=LEFT.kind, service=service)
                .order_by("-written_at")
                .first()
            )
            if not left or (last and left[0].line.at + timedelta(days=days) <= last.written_at):
                continue
            tell_of_openings(by=Viewer.itself(service.pk, at), at=at, service=service, lead=lead)
            told += 1
    return told
