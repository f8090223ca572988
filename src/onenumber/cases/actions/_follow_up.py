"""What opening a follow-up and handing it on share: who may own it, what they are let see, and that they are told."""

from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact
from onenumber.cases.models import Case, FollowUp
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.persons.actions import begin_relationship
from onenumber.workforce.models import Practitioner

YOURS = Wording(
    "follow_up",
    Topic.OWN_WORK,
    "{reference}: a follow-up is yours",
    ("{reference}: {what}, due {day}. It is on My day.",),
)


def refuse_stranger(owner: Practitioner, case: Case) -> None:
    """An owner is somebody of the service that owns the case."""
    if owner.service_id != case.service_id:
        raise ImpossibleFact("owner", "Choose somebody of this service.")


def let_in(follow_up: FollowUp, owner: Practitioner, *, by: Viewer, at: datetime) -> None:
    """The owner works with the person from now on: they were handed this."""
    if owner.user_id is not None:
        begin_relationship(
            by=by,
            at=at,
            user_id=owner.user_id,
            service=follow_up.case.service,
            person=follow_up.case.person,
            why="handed",
            caused_by=f"follow-up {follow_up.pk}",
        )


def tell_owner(follow_up: FollowUp, owner: Practitioner, *, by: Viewer, at: datetime) -> None:
    """The owner reads what kind of thing it is and until when; never for whom. Nobody is told of their own doing."""
    if owner.user_id is not None and owner.user_id == by.user_id:
        return
    reference = follow_up.case.reference
    write_message(
        by=by,
        at=at,
        service=follow_up.case.service,
        to_user_id=owner.user_id,
        to_name=owner.name,
        to_address=owner.email,
        to_telephone=owner.telephone,
        said=YOURS.said(
            reference=reference, what=str(FollowUp.Kind(follow_up.kind).label), day=follow_up.due_at
        ),
        about=reference,
    )
