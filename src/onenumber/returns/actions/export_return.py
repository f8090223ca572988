"""Write the return of a period: CSV files and a manifest, from the record alone; every taking is audited."""

from datetime import date, datetime
from pathlib import Path

from amhp.dataset import Manifest, write_return
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.returns.actions._key import return_key
from onenumber.returns.policies import may_export
from onenumber.returns.queries.rows import Period, return_rows


@action("return.exported", policy=may_export)
def export_return(
    *, by: Viewer, at: datetime, service: Service, first: date, last: date, folder: Path
) -> Done[Manifest]:
    """Write into `folder` what was received on the local days `first` to `last`, both included."""
    rows = return_rows(by, service, Period(first, last), key=return_key(), at=at)
    manifest = write_return(
        folder,
        rows,
        period_from=first,
        period_to=last,
        at=at,
        service=service.name,
        synthetic=service.synthetic,
        by=by.name,
    )
    return Done(manifest, subject=f"return {first} {last}", service_id=service.pk)
