"""How to reach a practitioner, where they work and what they can do has changed."""

from datetime import datetime
from typing import Any

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.workforce.models import Practitioner
from onenumber.workforce.policies import may_change_practitioner

CHANGEABLE = frozenset(
    {"name", "telephone", "email", "locality", "employer", "skills", "languages", "user_id"}
)


@action("practitioner.changed", policy=may_change_practitioner)
def change_practitioner(
    *, by: Viewer, at: datetime, practitioner: Practitioner, changes: dict[str, Any]
) -> Done[Practitioner]:
    """Keep these values; names of fields outside the practitioner's details are refused (ValueError)."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValueError(f"a practitioner has no {', '.join(sorted(unknown))} that can be changed")
    differing = {name: value for name, value in changes.items() if getattr(practitioner, name) != value}
    for name, value in differing.items():
        setattr(practitioner, name, value)
    if differing:
        practitioner.save(update_fields=sorted(differing))
    return Done(
        practitioner,
        subject=f"practitioner {practitioner.pk}",
        service_id=practitioner.service_id,
        fields=sorted(differing),
        leads_to="/people/",
    )
