"""Who stands on either side of a handover, by the duty list."""

from django.db.models import QuerySet

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.handover.models import Handover
from onenumber.rota.models import Duty

RECEIVING = {
    Handover.Duty.DAY: (Duty.Kind.HUB, Duty.Kind.LOCALITY, Duty.Kind.SPARE),
    Handover.Duty.EDT: (Duty.Kind.EDT,),
}
COORDINATING = {Handover.Duty.DAY: (Duty.Kind.HUB,), Handover.Duty.EDT: (Duty.Kind.EDT,)}


def receiving_duties(handover: Handover) -> QuerySet[Duty]:
    """The lines of the duty list that lie in the receiving duty, earliest first."""
    return (
        Duty.objects.filter(
            service_id=handover.receiving_service_id,
            kind__in=RECEIVING[Handover.Duty(handover.receiving_duty)],
            withdrawn_at__isnull=True,
            starts_at__lt=handover.receiving_until,
            ends_at__gt=handover.boundary_at,
        )
        .select_related("practitioner")
        .order_by("starts_at", "practitioner__name", "id")
    )


def giving_duties(handover: Handover) -> QuerySet[Duty]:
    """Who co-ordinates on the giving side when the list is made, by the duty list."""
    return Duty.objects.filter(
        service_id=handover.giving_service_id,
        kind__in=COORDINATING[Handover.Duty(handover.giving_duty)],
        withdrawn_at__isnull=True,
        starts_at__lte=handover.happened_at,
        ends_at__gt=handover.happened_at,
    ).select_related("practitioner")


def is_receiver(viewer: Viewer, handover: Handover) -> bool:
    """Whether the viewer is on the receiving duty."""
    if viewer.practitioner_id is None or not viewer.may_in(handover.receiving_service_id, Role):
        return False
    return receiving_duties(handover).filter(practitioner_id=viewer.practitioner_id).exists()
