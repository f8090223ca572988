"""Undo a batch: its contacts are voided and its cases with them; nothing is deleted, and the file may come again."""

from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.models import Closure
from onenumber.intake.models import ContactStep
from onenumber.organisations.models import Service
from onenumber.returns.models import ImportBatch, ImportedRow
from onenumber.returns.policies import may_import


class NothingToUndo(Exception):
    """There is no such batch, or it was undone before."""


@action("referrals.import_undone", policy=may_import)
def undo_import(*, by: Viewer, at: datetime, service: Service, batch_id: int, reason: str) -> Done[int]:
    """Void every contact and case of a batch; returns how many contacts."""
    batch = ImportBatch.objects.filter(service=service, pk=batch_id, undone_at__isnull=True).first()
    if batch is None:
        raise NothingToUndo(f"{service.name} has no batch {batch_id} that could be undone.")
    fact = {"happened_at": at, "recorded_at": at, "by_id": by.user_id, "by_name": by.name}
    why = f"Import {batch.pk} undone: {reason}"[:400]
    rows = ImportedRow.objects.filter(batch=batch).select_related("contact__case")
    contacts = [row.contact for row in rows]
    ContactStep.objects.bulk_create(
        [
            ContactStep(contact=contact, kind=ContactStep.Kind.VOIDED, detail=why, **fact)
            for contact in contacts
        ],
        batch_size=500,
    )
    closures = Closure.objects.filter(case__contact__in=contacts, corrected_by__isnull=True)
    Closure.objects.bulk_create(
        [
            Closure(
                case_id=closure.case_id,
                kind="voided",
                detail=why,
                corrects=closure,
                correction_reason=why,
                **fact,
            )
            for closure in closures
        ],
        batch_size=500,
    )
    ImportBatch.objects.filter(pk=batch.pk).update(
        undone_at=at, undone_by_id=by.user_id, undone_reason=reason[:200]
    )
    return Done(len(contacts), subject=f"import {batch.pk}", service_id=service.pk)
