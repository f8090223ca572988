"""Where a message reaches somebody, and when it waits for the end of their quiet hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from amhp.calendar import in_london
from onenumber.messaging.models import ReachChoice, Topic

DEFAULTS: Mapping[str, tuple[str, ...]] = {
    Topic.ASKED: ("email", "text"),
    Topic.BACK_UP: ("email", "text"),
    Topic.OWN_WORK: ("email", "text"),
    Topic.ANSWERS: ("email",),
    Topic.WATCH: ("email",),
}


@dataclass(frozen=True)
class Reach:
    """Somebody's choice, or the defaults. The screen is never left out: it is where everything is read again."""

    channels: Mapping[str, Sequence[str]] = field(default_factory=lambda: DEFAULTS)
    mobile: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None

    def channels_for(self, topic: Topic) -> tuple[str, ...]:
        """The ways besides the screen; the default for a topic that came after the choice."""
        return tuple(self.channels.get(topic, DEFAULTS[topic]))

    def quiet_until_after(self, at: datetime, topic: Topic) -> datetime | None:
        """When quiet hours that run now end; None outside them, and always for work somebody has accepted."""
        if topic is Topic.OWN_WORK or self.quiet_from is None or self.quiet_until is None:
            return None
        here = in_london(at)
        now, begins, ends = here.time(), self.quiet_from, self.quiet_until
        over_night = begins >= ends
        quiet = now >= begins or now < ends if over_night else begins <= now < ends
        if not quiet:
            return None
        day = here.date() + timedelta(days=int(over_night and now >= begins))
        return datetime.combine(day, ends, here.tzinfo).astimezone(UTC)


def reach_of(user_id: int | None) -> Reach:
    """The latest choice of this user; the defaults for who never chose, or has no sign-in."""
    if user_id is None:
        return Reach()
    latest = ReachChoice.objects.filter(user_id=user_id).order_by("-id").first()
    if latest is None:
        return Reach()
    return Reach(latest.channels, latest.mobile, latest.quiet_from, latest.quiet_until)
