"""Somebody chooses where messages reach them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.models import ReachChoice
from onenumber.messaging.policies import may_choose_reach


@action("user.reach_chosen", policy=may_choose_reach)
def choose_reach(
    *,
    by: Viewer,
    at: datetime,
    channels: Mapping[str, Sequence[str]],
    mobile: str = "",
    quiet_from: time | None = None,
    quiet_until: time | None = None,
    key: UUID | None = None,
) -> Done[ReachChoice]:
    """The viewer's own choice, from now on."""
    choice = ReachChoice.objects.create(
        user_id=by.user_id,
        channels={topic: list(ways) for topic, ways in channels.items()},
        mobile=mobile,
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(
        choice,
        subject=f"user {by.user_id}",
        service_id=next(iter(by.services()), None),
        fields=("reach",),
        leads_to="/messages/yours/",
    )
