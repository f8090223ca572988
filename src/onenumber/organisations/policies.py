"""Who may load a service's file, say that it was put back from a backup and acknowledge that, and keep agreements."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Agreement, AgreementText, Organisation, Restoration, Service
from onenumber.organisations.queries.installer import INSTALLER
from onenumber.organisations.service_file import ServiceFile


def may_load_service(viewer: Viewer, *, file: ServiceFile) -> bool:
    """The administrator of the service with this prefix; for a new service, the installer."""
    existing = Service.objects.filter(prefix=file.service["prefix"]).values_list("pk", flat=True).first()
    return viewer.may_in(INSTALLER if existing is None else existing, ("system_admin",))


SEES_TO_IT = ("hub_amhp", "amhp_lead", "system_admin")


def may_note_restored(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The command line, as administrator of the service."""
    return viewer.may_in(service.pk, ("system_admin",))


def may_acknowledge(viewer: Viewer, *, restoration: Restoration, **_facts: Any) -> bool:
    """Those who see to it that what is missing is written again."""
    return viewer.may_in(restoration.service_id, SEES_TO_IT)


KEEPERS = ("amhp_lead", "manager")
AGREEMENT_READERS = (*KEEPERS, "hub_amhp", "edt_officer")


def may_see_agreements(viewer: Viewer, *, service_id: int) -> bool:
    """Whoever keeps them, and whoever takes calls or asks a neighbour."""
    return viewer.may_in(service_id, AGREEMENT_READERS)


def may_keep_agreements(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Write agreements down and take the list as a file: the AMHP lead and the manager."""
    return viewer.may_in(service.pk, KEEPERS)


def may_write_agreement(
    viewer: Viewer, *, service: Service, text: AgreementText, replaces: Agreement | None = None, **_facts: Any
) -> bool:
    """Those, for a council their grant reaches; and what it replaces they could end."""
    ours = may_keep_agreements(viewer, service=service) and _reaches(viewer, service.pk, text.council)
    return ours and (
        replaces is None
        or (replaces.service_id == service.pk and may_end_agreement(viewer, agreement=replaces))
    )


def may_end_agreement(viewer: Viewer, *, agreement: Agreement, **_facts: Any) -> bool:
    """As for writing it down: somebody whose grant reaches some councils ends nothing of the whole service."""
    service = agreement.service
    return may_keep_agreements(viewer, service=service) and _reaches(viewer, service.pk, agreement.council)


def _reaches(viewer: Viewer, service_id: int, council: Organisation | None) -> bool:
    councils = viewer.councils_in(service_id)
    return councils is None or (council is not None and council.pk in councils)
