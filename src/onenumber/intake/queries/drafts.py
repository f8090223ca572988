"""Reading drafts: only their own writer sees them."""

from datetime import timedelta

from onenumber.audit.models import Viewer
from onenumber.intake.models import Draft
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.prepared import Prepared, columns_of_model, instance

COLUMNS = columns_of_model(Draft)
OWN = Prepared(
    lambda reference, user_id: Draft.objects.filter(reference=reference, user_id=user_id).values_list(
        *COLUMNS, *columns_of_model(Service, "service__")
    ),
    {"reference": str, "user_id": int},
)
KEEP = "draft.keep_hours"
MOST = 40  # blank ones among them, which may crowd out what was typed before them


def draft(viewer: Viewer, reference: str) -> Draft | None:
    """The viewer's own draft of this reference, in a service they still work in."""
    if not reference.isprintable():  # PostgreSQL takes no NUL even in a question
        return None
    row = OWN.row(reference=reference, user_id=viewer.user_id)
    if row is None:
        return None
    found = instance(Draft, row[: len(COLUMNS)])
    found.service = instance(Service, row[len(COLUMNS) :])
    return found if found.service_id in viewer.services() else None


def unfinished(viewer: Viewer) -> list[Draft]:
    """The viewer's drafts that were neither saved nor put aside, newest first, as long as the service offers them."""
    rows = Draft.objects.filter(user_id=viewer.user_id, finished_at__isnull=True).select_related("service")
    newest = rows.filter(service_id__in=viewer.services()).order_by("-kept_at")[:MOST]
    return [row for row in newest if viewer.at - row.kept_at <= _offered_for(row.service)]


def _offered_for(service: Service) -> timedelta:
    return timedelta(hours=setting(service, KEEP)) if has_setting(service, KEEP) else timedelta.max
