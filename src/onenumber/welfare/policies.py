"""Who may say that they are not safe, who sees it, who answers, and who may close it."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.cases.policies import is_hub
from onenumber.persons.queries import is_on_duty_in
from onenumber.welfare.models import SafetyCall
from onenumber.workforce.models import Practitioner


def is_caller(viewer: Viewer, call: SafetyCall) -> bool:
    """Whether it is the viewer's own call."""
    return viewer.practitioner_id is not None and viewer.practitioner_id == call.practitioner_id


def may_say_not_safe(viewer: Viewer, *, practitioner: Practitioner, **_facts: Any) -> bool:
    """Every practitioner for themself. No grant is asked for: one that ended an hour ago leaves somebody in danger."""
    return viewer.practitioner_id == practitioner.pk


def may_answer(viewer: Viewer, *, call: SafetyCall, **_facts: Any) -> bool:
    """The hub, and colleagues on duty: whoever could help. Not whoever called."""
    if is_caller(viewer, call) or call.service_id not in viewer.services():
        return False
    return is_hub(viewer, call.service_id) or (
        viewer.practitioner_id is not None and is_on_duty_in(viewer, call.service_id)
    )


def may_see(viewer: Viewer, *, call: SafetyCall) -> bool:
    """Whoever called, and whoever may answer."""
    return is_caller(viewer, call) or may_answer(viewer, call=call)


def may_say_safe(viewer: Viewer, *, call: SafetyCall, **_facts: Any) -> bool:
    """Whoever called. The call stays open until somebody has spoken with them."""
    return is_caller(viewer, call)


def may_close(viewer: Viewer, *, call: SafetyCall, **_facts: Any) -> bool:
    """The hub, never whoever called: somebody else has heard that they are safe."""
    return is_hub(viewer, call.service_id) and not is_caller(viewer, call)
