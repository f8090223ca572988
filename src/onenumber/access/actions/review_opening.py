"""Say what was found about an opening of a record."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import OpeningReview
from onenumber.access.policies import may_review_opening
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Opening, Viewer


@action("opening.reviewed", policy=may_review_opening)
def review_opening(
    *,
    by: Viewer,
    at: datetime,
    opening: Opening,
    finding: OpeningReview.Finding,
    note: str = "",
    key: UUID | None = None,
) -> Done[OpeningReview]:
    """Keep the finding beside the opening; what was found before stays."""
    review = OpeningReview.objects.create(
        opening_id=opening.pk,
        service_id=opening.service_id,
        finding=finding,
        note=note.strip(),
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(
        review,
        subject=f"opening {opening.pk}",
        service_id=opening.service_id,
        fields=("finding", "note"),
        leads_to="/openings/",
    )
