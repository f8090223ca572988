"""Bring a read file of past referrals in: all rows or none, as one batch that can be undone.

What a row becomes: a contact, and unless it was advice only, a closed case. What the sheet lacks stays unknown and
shows as a broken rule in the return; nothing is made up to please it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Service
from onenumber.returns.actions._rows import RowWriter
from onenumber.returns.models import ImportBatch, ImportedRow
from onenumber.returns.policies import may_import
from onenumber.returns.spreadsheet import ReferralRow


class FileAlreadyImported(Exception):
    """These very bytes were imported before and not undone."""


class LocalityUnknown(Exception):
    """The mapping names a locality that the service has not."""


@action("referrals.imported", policy=may_import)
def import_referrals(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    rows: Sequence[ReferralRow],
    file_name: str,
    digest: str,
    progress: Callable[[int], object] = lambda _done: None,
) -> Done[ImportBatch]:
    """Write every row. Raises FileAlreadyImported or LocalityUnknown before anything is written."""
    _refuse_known(service, digest)
    areas = {area.code: area for area in Locality.objects.filter(service=service).select_related("council")}
    missing = sorted({row.locality for row in rows} - set(areas))
    if missing:
        raise LocalityUnknown(
            f"{service.name} has no locality {', '.join(missing)}. Add it to service.toml and load that first."
        )
    batch = ImportBatch.objects.create(
        service=service,
        digest=digest,
        file_name=file_name[:200],
        rows=len(rows),
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    writer = RowWriter(by=by, at=at, service=service, areas=areas)
    imported = []
    for done, row in enumerate(rows, start=1):
        contact = writer.write(row)
        imported.append(ImportedRow(batch=batch, contact=contact, row=row.spreadsheet_row))
        progress(done)
    ImportedRow.objects.bulk_create(imported, batch_size=500)
    return Done(batch, subject=f"import {batch.pk}", service_id=service.pk)


def _refuse_known(service: Service, digest: str) -> None:
    earlier = ImportBatch.objects.filter(service=service, digest=digest, undone_at__isnull=True).first()
    if earlier is not None:
        raise FileAlreadyImported(
            f"This file was imported on {earlier.recorded_at:%d %b %Y} as batch {earlier.pk}. To import it again, undo "
            f'that batch first: onenumber import undo {earlier.pk} --reason "…"'
        )
