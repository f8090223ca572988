"""Somebody was told that a record may exist which they may not open: in the audit, with nothing of the
record.
"""

from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.persons.policies import may_work_in


@action("person.hint_shown", policy=may_work_in)
def note_hint(
    *, by: Viewer, at: datetime, service: Service, reference: str, to_ask: tuple[int, ...]
) -> Done[None]:
    """`service` is where the hint was shown, `to_ask` the services it named, `reference` the contact being
    taken.
    """
    named = tuple(f"service {number}" for number in to_ask)
    return Done(None, subject=reference, service_id=service.pk, fields=named)
