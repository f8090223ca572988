"""Sign a handover: the giving co-ordinator and the receiver, once each. What is not accepted stops both."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.handover.actions._filling import missing_from, put_on_list
from onenumber.handover.actions._rows import authored, done, locked, moved_on, own_practitioner
from onenumber.handover.models import Handover, Signature
from onenumber.handover.policies import may_sign
from onenumber.handover.queries import read_list
from onenumber.workforce.models import Practitioner

Side = Signature.Side
NAMED = 3


def _signer(handover: Handover, side: str, by: Viewer) -> Practitioner:
    if side == Side.GIVING:
        return handover.coordinator
    return own_practitioner(by)


@action("handover.signed", policy=may_sign)
def sign_handover(
    *, by: Viewer, at: datetime, handover: Handover, side: str, key: UUID | None = None
) -> Done[Signature]:
    """Raises Conflict with what stops it, said first; or when this side, or the same person, has signed."""
    current = locked(handover)
    if at < current.boundary_at:
        put_on_list(current, missing_from(current), by=by, at=at)
    facts = read_list(current)
    signer = _signer(current, side, by)
    if side in facts.signatures:
        raise moved_on(f"{facts.signatures[side].practitioner.name} has signed already.", current)
    if any(row.practitioner_id == signer.pk for row in facts.signatures.values()):
        raise moved_on("One person cannot sign for both sides.", current)
    if facts.stops:
        more = f" and {len(facts.stops) - NAMED} more" if len(facts.stops) > NAMED else ""
        raise moved_on(f"Not yet: {'; '.join(facts.stops[:NAMED])}{more}.", current)
    try:
        with transaction.atomic():
            row = Signature.objects.create(
                handover=current,
                side=side,
                practitioner=signer,
                items=len(facts.items),
                **authored(by=by, at=at),
            )
    except IntegrityError:
        raise moved_on("This side has signed already.", current) from None
    return done(row, current, "signature")
