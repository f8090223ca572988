"""I am not safe: one press, on the board of the hub and with everybody who can help, at once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from onenumber.audit.actions import Done, action
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.models import Case, Commitment
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Delivery, Topic, Wording
from onenumber.welfare.models import SafetyAnswer, SafetyCall
from onenumber.welfare.policies import may_say_not_safe
from onenumber.welfare.queries import open_call_of, whom_to_tell
from onenumber.workforce.models import Practitioner

CAME_LATE = timedelta(minutes=2)
NOT_SAFE = Wording(
    "not_safe",
    Topic.OWN_WORK,  # no quiet hours hold it back
    "A colleague is not safe",
    (
        "{colleague} says: I am not safe.",
        " Pressed {time}, the phone had no signal until now.",
        " Ring them now, then say on One Number that you have it. In danger: 999.",
    ),
)


@action("safety_call.made", policy=may_say_not_safe)
def call_not_safe(
    *,
    by: Viewer,
    at: datetime,
    practitioner: Practitioner,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[SafetyCall]:
    """The call, with the case they are on; pressed again it stays one call, and everybody is told once more."""
    pressed_at = min(happened_at or at, at)
    Practitioner.objects.select_for_update(of=("self",), no_key=True).get(
        pk=practitioner.pk
    )  # one press at a time
    written = {"happened_at": pressed_at, "recorded_at": at, "by_id": by.user_id, "by_name": by.name}
    call = open_call_of(practitioner.pk)
    if call is None:
        call = SafetyCall.objects.create(
            service=practitioner.service, practitioner=practitioner, case=_case_of(practitioner), **written
        )
    else:
        SafetyAnswer.objects.create(call=call, kind=SafetyAnswer.Kind.AGAIN, **written)
    _tell(call, pressed_at, by=by, at=at)
    return Done(call, subject=f"safety call {call.pk}", service_id=call.service_id, leads_to="/my-day/")


def _every_way() -> list[str]:
    """Every channel there is; texts only where they can go, or the board would say once for each that they did not."""
    ways = Delivery.Channel
    return [way.value for way in ways if way != ways.TEXT or settings.TEXT_GATEWAY is not None]


def _case_of(practitioner: Practitioner) -> Case | None:
    held = Commitment.objects.filter(
        practitioner=practitioner, ended_at__isnull=True, kind=Commitment.Kind.ACTIVE
    )
    row = held.select_related("case").first()
    return row.case if row is not None else None


def _tell(call: SafetyCall, pressed_at: datetime, *, by: Viewer, at: datetime) -> None:
    """Without the case: whoever is told may be narrowed to another council; the call's page says it to those who may
    know. Is the caller's grant over, the service itself writes."""
    if call.service_id not in by.services():
        by = Viewer(user_id=0, name="One Number", grants=(GrantHeld("system", call.service_id),), at=at)
    said = NOT_SAFE.said(
        colleague=call.practitioner, time=pressed_at if at - pressed_at > CAME_LATE else None
    )
    for told in whom_to_tell(call.service_id, at=at, but=call.practitioner_id):
        write_message(
            by=by, at=at, service=call.service, to_user_id=told.user_id, to_name=told.name,
            to_address=told.address, to_telephone=told.telephone, said=said, about=f"safety call {call.pk}",
            channels=_every_way(),
        )  # fmt: skip
