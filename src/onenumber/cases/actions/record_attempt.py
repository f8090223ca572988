"""An attempt to see and interview the person: begun, and how it ended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import authored, done, ends_after, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Attempt, Case
from onenumber.cases.policies import may_record


@action("attempt.recorded", policy=may_record)
def record_attempt(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    happened_at: datetime | None = None,
    result: str = "",
    place: str = "",
    place_kind: str = "",
    present: str = "",
    interpreter_used: bool | None = None,
    ended_at: datetime | None = None,
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[Attempt]:
    """Without a result it goes on; with one it is over, at `ended_at` or when it began."""
    moment = happened_at or at
    columns = authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality)
    if result:
        known_code("ATTEMPT_RESULT", result, field="result", on=moment)
        ends_after(starts_at=moment, ends_at=ended_at or moment, at=at)
    if place_kind:
        known_code("CL-PLACE", place_kind, field="place_kind", on=moment)
    attempt = Attempt.objects.create(
        result=result,
        place=place,
        place_kind=place_kind,
        present=present,
        interpreter_used=interpreter_used,
        ended_at=(ended_at or moment) if result else None,
        **columns,
    )
    refresh(case, at=at)
    return done(attempt, case, "attempt")


def _may_finish(viewer: Viewer, *, attempt: Attempt, **_facts: Any) -> bool:
    return may_record(viewer, case=attempt.case)


@action("attempt.finished", policy=_may_finish)
def finish_attempt(
    *,
    by: Viewer,
    at: datetime,
    attempt: Attempt,
    result: str,
    ended_at: datetime | None = None,
    present: str = "",
    interpreter_used: bool | None = None,
    key: UUID | None = None,
) -> Done[Attempt]:
    """How it ended. What was said when it began stays; who was present is filled in if it was empty."""
    moment = ended_at or at
    current = Attempt.objects.select_for_update(of=("self",), no_key=True).get(pk=attempt.pk)
    if current.result:
        raise Conflict(
            "How this attempt ended is recorded already. Correct it if it is wrong.",
            link=f"/cases/{attempt.case.reference}/",
            link_text="Open the case",
        )
    known_code("ATTEMPT_RESULT", result, field="result", on=moment)
    ends_after(starts_at=current.happened_at, ends_at=moment, at=at)
    values: dict[str, Any] = {"result": result, "ended_at": moment}
    if present and not current.present:
        values["present"] = present
    if interpreter_used is not None and current.interpreter_used is None:
        values["interpreter_used"] = interpreter_used
    Attempt.objects.filter(pk=attempt.pk).update(**values)
    current.refresh_from_db()
    refresh(attempt.case, at=at)
    return done(current, attempt.case, "attempt")
