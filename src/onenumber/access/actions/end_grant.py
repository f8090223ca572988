"""End a role: from this moment it opens nothing. The row stays."""

from datetime import datetime, timedelta
from uuid import UUID

from onenumber.access.models import Grant
from onenumber.access.policies import may_end_grant
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer


@action("role.ended", policy=may_end_grant)
def end_grant(*, by: Viewer, at: datetime, grant: Grant, key: UUID | None = None) -> Done[Grant]:
    """End the grant now; one that has not begun ends a moment after its beginning."""
    present = Grant.objects.select_for_update(no_key=True).get(pk=grant.pk)
    if present.ends_at is not None and present.ends_at <= at:
        raise Conflict("This role has ended already.", link="/settings/", link_text="Users")
    present.ends_at = max(at, present.begins_at + timedelta(seconds=1))
    present.save(update_fields=["ends_at"])
    return Done(
        present,
        subject=f"user {present.user_id}",
        service_id=present.service_id,
        fields=("ends_at",),
        leads_to="/settings/",
    )
