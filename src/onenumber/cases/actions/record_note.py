"""Write down what happened, in one's own words."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import authored, done
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import Case, Note
from onenumber.cases.policies import may_record


@action("note.recorded", policy=may_record)
def record_note(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    text: str,
    happened_at: datetime | None = None,
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[Note]:
    """A line on the timeline; it may also be added to a closed case."""
    note = Note.objects.create(
        text=text,
        **authored(by=by, at=at, case=case, happened_at=happened_at or at, quality=happened_quality),
    )
    touch(case, at=at)
    return done(note, case, "note")
