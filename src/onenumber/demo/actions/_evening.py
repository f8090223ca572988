"""What is left to do on the day of the demonstration: things to follow up, and the handover list of the next boundary.

Made by the actions that people use, under the names of those on duty, so that the screens show what they would.
"""

from datetime import datetime, timedelta

from onenumber.access.models import User
from onenumber.access.queries import viewer_for
from onenumber.cases.actions import open_follow_up
from onenumber.cases.models import OpenCase
from onenumber.handover.actions import accept_item, ask_about_item, make_handover, word_item
from onenumber.handover.models import Handover
from onenumber.handover.queries import read_list, receiving_duties
from onenumber.organisations.models import Service
from onenumber.rota.models import Duty
from onenumber.rota.queries import Boundary, next_boundary
from onenumber.workforce.models import Practitioner

AFTERWARDS = ("following_up", "reporting", "did_not_progress", "decided", "carrying_out", "assessing")
PROMISED = (
    (
        "call_back",
        "Ring about what was decided and who visits next",
        "Mrs Lowe, his mother",
        "07700 900472",
        2,
    ),
    ("family_rights", "Carer’s rights, and who to ring in the night", "Her son", "07700 900518", 20),
)
ACCEPTED = 2


def write_evening(*, at: datetime, service: Service) -> None:
    """Nothing where nobody is on duty to do it, or nothing is open."""
    boundary = next_boundary(service, at)
    coordinator = _coordinator(service, boundary, at) if boundary is not None else None
    idle = not OpenCase.objects.filter(service=service).exists()
    if boundary is None or coordinator is None or coordinator.user is None or idle:
        return
    _promise(service, coordinator, coordinator.user, boundary, at)
    handover = make_handover(
        by=viewer_for(coordinator.user, at=at), at=at, service=service, to=service, boundary=boundary,
        giving=boundary.giving, coordinator=coordinator,
    )  # fmt: skip
    _answer(handover, coordinator.user, at)


def _coordinator(service: Service, boundary: Boundary, at: datetime) -> Practitioner | None:
    kind = Duty.Kind.EDT if boundary.giving == Handover.Duty.EDT else Duty.Kind.HUB
    on_now = Duty.objects.filter(
        service=service, kind=kind, withdrawn_at__isnull=True, starts_at__lte=at, ends_at__gt=at,
        practitioner__user__isnull=False,
    )  # fmt: skip
    found = on_now.select_related("practitioner__user").order_by("starts_at", "id").first()
    return found.practitioner if found is not None else None


def _promise(service: Service, owner: Practitioner, user: User, boundary: Boundary, at: datetime) -> None:
    rows = OpenCase.objects.filter(service=service, standing__in=AFTERWARDS, restricted=False)
    cases = [row.case for row in rows.select_related("case__service", "case__person").order_by("received_at")]
    for case, (kind, what, whom, telephone, hours) in zip(cases, PROMISED, strict=False):
        open_follow_up(
            by=viewer_for(user, at=at), at=at, case=case, kind=kind, what=what, for_whom=whom, telephone=telephone,
            owner=owner, due_at=boundary.at + timedelta(hours=hours),
        )  # fmt: skip


def _answer(handover: Handover, giver: User, at: datetime) -> None:
    """The first of the receiving duty has read some of it, asked once, and the giver has said what to do."""
    duty = receiving_duties(handover).filter(practitioner__user__isnull=False).first()
    items = read_list(handover).items
    if duty is None or duty.practitioner.user is None or len(items) <= ACCEPTED + 1:
        return
    receiver = viewer_for(duty.practitioner.user, at=at)
    words = f"{items[0].sentence.words} If it goes on after the duty ends, ring the ward at 20:00."
    word_item(by=viewer_for(giver, at=at), at=at, item=items[0].item, words=words[:400])
    ask_about_item(
        by=receiver,
        at=at,
        item=items[0].item,
        kind="question",
        words="Is the ambulance booked, or only asked?",
    )
    for each in items[1 : ACCEPTED + 1]:
        accept_item(by=receiver, at=at, item=each.item)
