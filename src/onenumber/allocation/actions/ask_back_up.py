"""Ask for back-up, answer it, and say what was done. Counts as use of reserve once answered."""

from datetime import datetime
from uuid import UUID

from amhp.calendar import say_time
from onenumber.allocation.actions._telling import tell
from onenumber.allocation.models import BackUp
from onenumber.allocation.policies import may_answer_back_up, may_ask_back_up, may_end_back_up
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.intake.models import Contact
from onenumber.messaging.models import Said, Topic, Wording
from onenumber.organisations.models import Service
from onenumber.rota.models import Duty
from onenumber.workforce.models import Practitioner

ASKED_FOR = Wording(
    "back_up",
    Topic.BACK_UP,
    "Back-up is asked for",
    ("Back-up asked for, {urgency}: {reason}.", " {reference}.", " Answer on One Number, or ring the hub."),
)
COMING = Wording(
    "back_up", Topic.OWN_WORK, "Back-up is coming", ("{colleague} answers your call for back-up.",)
)


def _spares(service: Service, at: datetime) -> list[Practitioner]:
    on_now = Duty.objects.filter(
        service=service, kind=Duty.Kind.SPARE, withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at
    )
    return list(Practitioner.objects.filter(pk__in=on_now.values("practitioner_id")).order_by("name"))


def _said(back_up: BackUp) -> Said:
    return ASKED_FOR.said(
        urgency="now" if back_up.urgent else "when you can",
        reason=str(BackUp.Why(back_up.why).label),
        reference=back_up.case.reference if back_up.case else "",
    )


def _tell_spares(back_up: BackUp, *, by: Viewer, at: datetime) -> None:
    for spare in _spares(back_up.service, at):
        if spare.pk != back_up.practitioner_id:
            tell(
                by=by,
                at=at,
                service=back_up.service,
                to=spare,
                about=f"back-up {back_up.pk}",
                said=_said(back_up),
            )


@action("back_up.asked", policy=may_ask_back_up)
def ask_back_up(
    *, by: Viewer, at: datetime, service: Service, why: str, urgent: bool = False, words: str = "",
    practitioner: Practitioner | None = None, case: Case | None = None, contact: Contact | None = None,
    happened_at: datetime | None = None, key: UUID | None = None,
) -> Done[BackUp]:  # fmt: skip
    """The request goes to every spare on duty. One contact makes one request, however often it is told."""
    if why not in BackUp.Why.values:
        raise ImpossibleFact("why", "Choose what the matter is.")
    already = BackUp.objects.filter(contact=contact).first() if contact is not None else None
    if already is not None:
        return Done(
            already,
            subject=f"back-up {already.pk}",
            service_id=service.pk,
            leads_to=f"/back-up/{already.pk}/",
        )
    back_up = BackUp.objects.create(
        service=service,
        practitioner=practitioner,
        contact=contact,
        case=case,
        why=why,
        urgent=urgent,
        words=words,
        happened_at=happened_at or at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    _tell_spares(back_up, by=by, at=at)
    return Done(
        back_up,
        subject=f"back-up {back_up.pk}",
        service_id=service.pk,
        fields=("why",),
        leads_to=f"/back-up/{back_up.pk}/",
    )


@action("back_up.answered", policy=may_answer_back_up)
def answer_back_up(
    *, by: Viewer, at: datetime, back_up: BackUp, practitioner: Practitioner, key: UUID | None = None
) -> Done[BackUp]:
    """Somebody goes, by name; whoever asked is told who."""
    current = BackUp.objects.select_for_update(of=("self",), no_key=True).select_related(
        "service", "practitioner", "answered_by"
    )
    row, link = current.get(pk=back_up.pk), f"/back-up/{back_up.pk}/"
    if row.answered_by is not None and row.answered_at is not None:
        raise Conflict(
            f"{row.answered_by.name} is going, since {say_time(row.answered_at)}.",
            link=link,
            link_text="Open the request",
        )
    if row.ended_at is not None:
        raise Conflict("This request is over already.", link=link, link_text="Open the request")
    BackUp.objects.filter(pk=row.pk).update(answered_by=practitioner, answered_at=at)
    row.refresh_from_db()
    if row.practitioner is not None:
        tell(
            by=by,
            at=at,
            service=row.service,
            to=row.practitioner,
            about=f"back-up {row.pk}",
            said=COMING.said(colleague=practitioner),
        )
    return Done(row, subject=f"back-up {row.pk}", service_id=row.service_id, leads_to=link)


@action("back_up.ended", policy=may_end_back_up)
def end_back_up(
    *, by: Viewer, at: datetime, back_up: BackUp, done: str, key: UUID | None = None
) -> Done[BackUp]:
    """It is over, with what was done."""
    if not done.strip():
        raise ImpossibleFact("done", "Write what was done, or why it was not needed.")
    row = BackUp.objects.select_for_update(of=("self",), no_key=True).get(pk=back_up.pk)
    link = f"/back-up/{row.pk}/"
    if row.ended_at is not None:
        raise Conflict("This request is over already.", link=link, link_text="Open the request")
    BackUp.objects.filter(pk=row.pk).update(done=done, ended_at=at, ended_by_id=by.user_id)
    row.refresh_from_db()
    return Done(row, subject=f"back-up {row.pk}", service_id=row.service_id, leads_to=link)
