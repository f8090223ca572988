"""Somebody who can be asked joins the service."""

from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Service
from onenumber.workforce.models import Practitioner
from onenumber.workforce.policies import may_keep_people


@action("practitioner.recorded", policy=may_keep_people)
def record_practitioner(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    name: str,
    user_id: int | None = None,
    telephone: str = "",
    email: str = "",
    locality: Locality | None = None,
    employer: str = "",
    skills: str = "",
    languages: str = "",
) -> Done[Practitioner]:
    """A practitioner of this service, with or without a sign-in."""
    practitioner = Practitioner.objects.create(
        service=service,
        user_id=user_id,
        name=name,
        telephone=telephone,
        email=email,
        locality=locality,
        employer=employer,
        skills=skills,
        languages=languages,
    )
    return Done(
        practitioner, subject=f"practitioner {practitioner.pk}", service_id=service.pk, leads_to="/people/"
    )
