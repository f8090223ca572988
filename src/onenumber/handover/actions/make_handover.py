"""Make the list of one duty boundary from everything that is open, under the name of the giving co-ordinator."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from amhp.calendar import say_day_and_time
from onenumber.access.models import User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.handover.actions._filling import missing_from, put_on_list
from onenumber.handover.actions._rows import authored, done, moved_on
from onenumber.handover.actions._telling import MADE, tell_users
from onenumber.handover.models import Handover
from onenumber.handover.policies import may_hand_over
from onenumber.handover.queries import receiving_duties
from onenumber.organisations.models import Service
from onenumber.rota.queries import Boundary
from onenumber.workforce.models import Practitioner


def _made(service: Service, to: Service, boundary: Boundary) -> Handover | None:
    rows = Handover.objects.filter(giving_service=service, receiving_service=to, boundary_at=boundary.at)
    return rows.first()


def _refuse_made(service: Service, to: Service, boundary: Boundary, at: datetime) -> None:
    there = _made(service, to, boundary)
    if there is not None:
        raise moved_on(
            f"{there.by_name} has made the list for {say_day_and_time(boundary.at)} already.", there
        )


def _tell_receivers(handover: Handover, *, by: Viewer, at: datetime) -> None:
    people = [duty.practitioner_id for duty in receiving_duties(handover)]
    users = User.objects.filter(practitioner__in=people)
    said = MADE.said(day=handover.boundary_at)
    tell_users(users, handover, said, service=handover.receiving_service, by=by, at=at)


@action("handover.made", policy=may_hand_over)
def make_handover(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    to: Service,
    boundary: Boundary,
    giving: str,
    coordinator: Practitioner,
    key: UUID | None = None,
) -> Done[Handover]:
    """Every item is the co-ordinator's until somebody accepts it. One list for a boundary: raises Conflict."""
    if coordinator.service_id != service.pk:
        raise ImpossibleFact("coordinator", "Choose somebody of the giving service.")
    if giving != boundary.giving:
        raise ImpossibleFact("coordinator", "The duties have changed meanwhile. Open the page again.")
    _refuse_made(service, to, boundary, at)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                giving_service=service,
                receiving_service=to,
                giving_duty=boundary.giving,
                receiving_duty=boundary.receiving,
                boundary_at=boundary.at,
                receiving_until=boundary.until,
                coordinator=coordinator,
                **authored(by=by, at=at),
            )
    except IntegrityError:
        _refuse_made(service, to, boundary, at)
        raise
    put_on_list(handover, missing_from(handover), by=by, at=at)
    _tell_receivers(handover, by=by, at=at)
    return done(handover, handover)
