"""The register of a service: holds in force, requests and proposals that are open, and what was destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.governance.models import Destruction, LegalHold, SubjectRequest
from onenumber.governance.queries.may import LOOKS
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.persons.models import Restriction

MOST = 200


@dataclass(frozen=True)
class Held:
    """Something in force about a record, under the reference that leads there."""

    reference: str
    row: LegalHold | Restriction


@dataclass(frozen=True)
class Register:
    """What the page of the register shows; a manager sees no references that lead to a person."""

    holds: Sequence[Held]
    restrictions: Sequence[Held]
    requests: Sequence[SubjectRequest]
    proposals: Sequence[Destruction]
    destroyed: Sequence[Destruction]


def register(viewer: Viewer, service: Service) -> Register:
    """Seven queries; nothing for anybody but lead and manager."""
    if service.pk not in viewer.services(*LOOKS):
        return Register((), (), (), (), ())
    councils = viewer.councils_in(service.pk)
    own = Q(service=service) if councils is None else Q(service=service, council_id__in=councils)
    proposals = Destruction.objects.filter(own).order_by("-pk")
    open_ones = tuple(proposals.filter(answer="")[:MOST])
    done = tuple(proposals.exclude(answer="")[:MOST])
    if not viewer.may_in(service.pk, (Role.AMHP_LEAD,)):
        return Register((), (), (), open_ones, done)
    of_person = Q(person__service=service)
    if councils is not None:
        of_person &= Q(person__council_id__in=councils)
    live = of_person & Q(ended_at__isnull=True)
    return Register(
        holds=_referenced(list(LegalHold.objects.filter(live).order_by("-pk")[:MOST])),
        restrictions=_referenced(list(Restriction.objects.filter(live).order_by("-pk")[:MOST])),
        requests=tuple(SubjectRequest.objects.filter(live).order_by("happened_at")[:MOST]),
        proposals=open_ones,
        destroyed=done,
    )


def _referenced(rows: list[LegalHold] | list[Restriction]) -> list[Held]:
    numbers = {row.person_id for row in rows}
    contacts = (
        Contact.objects.filter(person_id__in=numbers).order_by("pk").values_list("person_id", "reference")
    )
    cases = Case.objects.filter(person_id__in=numbers).order_by("pk").values_list("person_id", "reference")
    found = dict(contacts) | dict(cases)
    return [Held(found.get(row.person_id, ""), row) for row in rows]
