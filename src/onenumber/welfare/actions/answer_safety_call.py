"""I have it, what was done, and the close: by a person, with words, never by itself."""

from datetime import datetime
from uuid import UUID

from amhp.calendar import say_time
from onenumber.access.models import User
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.welfare.models import SafetyAnswer, SafetyCall
from onenumber.welfare.policies import may_answer, may_close, may_say_safe

ANSWERED = Wording(
    "not_safe",
    Topic.OWN_WORK,
    "Your call is answered",
    ("{colleague} has your call and rings you. In danger: 999.",),
)


def _locked(call: SafetyCall) -> SafetyCall:
    """The call as it is now. Raises Conflict once it is closed."""
    rows = SafetyCall.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("practitioner", "service").get(pk=call.pk)
    if current.ended_at is not None:
        raise Conflict(
            f"{current.ended_by_name} closed this call at {say_time(current.ended_at)}.",
            link=f"/safety-calls/{call.pk}/",
            link_text="Open the call",
        )
    return current


def _add(call: SafetyCall, kind: str, words: str, *, by: Viewer, at: datetime) -> SafetyAnswer:
    return SafetyAnswer.objects.create(
        call=call, kind=kind, words=words, happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name
    )


def _done(answer: SafetyAnswer, call: SafetyCall, leads_to: str = "") -> Done[SafetyAnswer]:
    return Done(
        answer,
        subject=f"safety call {call.pk}",
        service_id=call.service_id,
        fields=(answer.kind,),
        leads_to=leads_to or f"/safety-calls/{call.pk}/",
    )


@action("safety_call.answered", policy=may_answer)
def answer_safety_call(
    *, by: Viewer, at: datetime, call: SafetyCall, words: str = "", key: UUID | None = None
) -> Done[SafetyAnswer]:
    """Without words: I have it, and whoever called is told who. With words: what was done."""
    current = _locked(call)
    kind = SafetyAnswer.Kind.DONE if words else SafetyAnswer.Kind.HAS_IT
    answer = _add(current, kind, words, by=by, at=at)
    if kind == SafetyAnswer.Kind.HAS_IT:
        caller = current.practitioner
        write_message(
            by=by, at=at, service=current.service, to_user_id=caller.user_id, to_name=caller.name,
            to_address=caller.email, to_telephone=caller.telephone, about=f"safety call {current.pk}",
            said=ANSWERED.said(colleague=User.objects.get(pk=by.user_id)),
        )  # fmt: skip
    return _done(answer, current)


@action("safety_call.said_safe", policy=may_say_safe)
def say_safe(*, by: Viewer, at: datetime, call: SafetyCall, key: UUID | None = None) -> Done[SafetyAnswer]:
    """Pressed by mistake, or over: the hub reads it, rings, and closes."""
    current = _locked(call)
    return _done(_add(current, SafetyAnswer.Kind.SAFE, "", by=by, at=at), current, "/my-day/")


@action("safety_call.closed", policy=may_close)
def close_safety_call(
    *, by: Viewer, at: datetime, call: SafetyCall, done: str, key: UUID | None = None
) -> Done[SafetyCall]:
    """Somebody has spoken with them: what was done."""
    if not done.strip():
        raise ImpossibleFact("done", "Write what was done, and how you know that they are safe.")
    current = _locked(call)
    SafetyCall.objects.filter(pk=current.pk).update(
        done=done, ended_at=at, ended_by_id=by.user_id, ended_by_name=by.name
    )
    current.refresh_from_db()
    return Done(
        current,
        subject=f"safety call {current.pk}",
        service_id=current.service_id,
        leads_to=f"/safety-calls/{current.pk}/",
    )
