"""Requests as they stand: what each side has said, whose turn it is, and which of them a viewer may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, OpenCase
from onenumber.messaging.models import Message
from onenumber.neighbours.models import NeighbourRequest, RequestAnswer
from onenumber.records.prepared import Prepared
from onenumber.records.wall import EVERYTHING, reading

READERS = (
    Role.HUB_AMHP, Role.AMHP_LEAD, Role.EDT_OFFICER, Role.LOCALITY_AMHP, Role.TRAINEE, Role.SUPPORT,
)  # fmt: skip
TOLD_LEADS = "request_waiting"  # the kind of the message
ASKED, ASKING = RequestAnswer.Side.ASKED, RequestAnswer.Side.ASKING
RELATED = (
    "asking_service", "asked_service", "agreement", "case__council", "case__service", "case__person", "case__contact",
    "case__locality", "taken_case__council", "taken_case__service",
)  # fmt: skip


class RequestStanding(StrEnum):
    """How far it has come; the value is what is read."""

    WAITING = "no answer yet"
    ACCEPTED = "accepted by the service asked"
    DECLINED = "declined by the service asked"
    AGREED = "both sides have said yes"
    TAKEN = "taken over"
    KEPT = "declined, the case stays"
    WITHDRAWN = "taken back"


def standing_from(asked: str, asking: str, *, taken: bool) -> RequestStanding:
    """From what each side decided, empty while it has not.

    >>> standing_from("accepted", "", taken=False).name, standing_from("accepted", "accepted", taken=False).name
    ('ACCEPTED', 'AGREED')
    >>> standing_from("", "withdrawn", taken=False).name, standing_from("declined", "kept", taken=False).name
    ('WITHDRAWN', 'KEPT')
    """
    if asking == "withdrawn":
        return RequestStanding.WITHDRAWN
    if asking == "kept":
        return RequestStanding.KEPT
    if asking == "accepted":
        return RequestStanding.TAKEN if taken else RequestStanding.AGREED
    return {"": RequestStanding.WAITING, "accepted": RequestStanding.ACCEPTED}.get(
        asked, RequestStanding.DECLINED
    )


@dataclass(frozen=True)
class RequestFacts:
    """One request with what was decided about it."""

    row: NeighbourRequest
    answers: Mapping[str, RequestAnswer]

    @property
    def standing(self) -> RequestStanding:
        """How far it has come."""
        said = {side: answer.decision for side, answer in self.answers.items()}
        has_case = self.row.taken_case_id is not None
        return standing_from(said.get(ASKED, ""), said.get(ASKING, ""), taken=has_case)

    @property
    def is_agreed(self) -> bool:
        """Both have said yes: it is considered by the service asked, on behalf of the council named."""
        return self.standing in (RequestStanding.AGREED, RequestStanding.TAKEN)

    @property
    def turn(self) -> str:
        """The side that has to say something now; empty when nobody has."""
        if self.standing == RequestStanding.WAITING:
            return ASKED
        return ASKING if self.standing in (RequestStanding.ACCEPTED, RequestStanding.DECLINED) else ""

    @property
    def needs_somebody(self) -> bool:
        """A side has to say something, or the service asked, being here, has no case yet."""
        return bool(self.turn) or (
            self.standing == RequestStanding.AGREED and self.row.asked_service_id is not None
        )

    @property
    def turn_since(self) -> datetime:
        """When the turn that is now began to be late: the answer's time for the one asked, the answer for the other."""
        answer = self.answers.get(ASKING) or self.answers.get(ASKED)
        return answer.recorded_at if answer is not None else self.row.answer_by


class RequestLine(NamedTuple):
    """An open request as the board shows it."""

    number: int
    asking_service_id: int | None
    asking_name: str
    asked_service_id: int | None
    asked_name: str
    on_behalf_of: str
    reference: str
    council_id: int | None
    taken_council_id: int | None
    taken_reference: str
    asked_at: datetime
    answer_by: datetime
    asked: str | None
    asked_by: str | None
    answered_at: datetime | None
    asking: str | None
    agreed_at: datetime | None

    @property
    def standing(self) -> RequestStanding:
        """How far it has come."""
        return standing_from(self.asked or "", self.asking or "", taken=bool(self.taken_reference))


def _said(side: str, column: str) -> Subquery:
    return Subquery(RequestAnswer.objects.filter(request=OuterRef("pk"), side=side).values(column)[:1])


def _open(service_id: int) -> QuerySet[NeighbourRequest, Any]:
    rows = NeighbourRequest.objects.filter(
        Q(asking_service=service_id) | Q(asked_service=service_id), settled_at__isnull=True
    )
    return rows.order_by("answer_by", "id").values_list(
        "id", "asking_service_id", "asking_name", "asked_service_id", "asked_name", "on_behalf_of", "reference",
        "case__council_id", "taken_case__council_id", "taken_reference", "happened_at", "answer_by",
        _said(ASKED, "decision"), _said(ASKED, "person"), _said(ASKED, "recorded_at"), _said(ASKING, "decision"),
        _said(ASKING, "recorded_at"),
    )  # fmt: skip


OPEN_REQUESTS = Prepared(_open, {"service_id": int})


def open_requests(viewer: Viewer, service_id: int) -> list[RequestLine]:
    """What is open between one of the viewer's services and others, the earliest answer first."""
    if service_id not in viewer.services():
        return []
    councils = viewer.councils_in(service_id)
    lines = [RequestLine._make(row) for row in OPEN_REQUESTS.rows(service_id=service_id)]
    return [line for line in lines if councils is None or _council(line, service_id) in (None, *councils)]


def _council(line: RequestLine, service_id: int) -> int | None:
    return line.council_id if line.asking_service_id == service_id else line.taken_council_id


def sides_of(viewer: Viewer, row: NeighbourRequest) -> tuple[str, ...]:
    """The sides on which the viewer stands: their service's, as far as its case is of a council they reach."""
    both = ((ASKING, row.asking_service_id, row.case), (ASKED, row.asked_service_id, row.taken_case))
    return tuple(side for side, service_id, case in both if _reaches(viewer, service_id, case))


def _reaches(viewer: Viewer, service_id: int | None, case: Case | None) -> bool:
    if service_id is None or not viewer.may_in(service_id, READERS):
        return False
    councils = viewer.councils_in(service_id)
    return councils is None or case is None or case.council_id in councils


def request_for(viewer: Viewer, number: int) -> RequestFacts | None:
    """One request, if the viewer stands on a side of it."""
    row = NeighbourRequest.objects.filter(pk=number).select_related(*RELATED).first()
    return facts_from([row])[0] if row is not None and sides_of(viewer, row) else None


def requests_of(viewer: Viewer) -> list[RequestFacts]:
    """All of the viewer's services, open ones first, then the newest."""
    services = viewer.services(*READERS)
    rows = NeighbourRequest.objects.filter(Q(asking_service__in=services) | Q(asked_service__in=services))
    found = facts_from(row for row in rows.select_related(*RELATED) if sides_of(viewer, row))
    newest = sorted(found, key=lambda one: (one.row.happened_at, one.row.pk), reverse=True)
    return sorted(newest, key=lambda one: one.row.settled_at is not None)


ABOUT_CASE = Prepared(
    lambda case_id: NeighbourRequest.objects.filter(Q(case=case_id) | Q(taken_case=case_id)).values_list(
        "id"
    ),
    {"case_id": int},
)


def requests_about(case: Case) -> list[RequestFacts]:
    """What was asked about a case, from here or of us, in order."""
    if not ABOUT_CASE.rows(case_id=case.pk):  # as of most cases: the many tables of a request are left alone
        return []
    rows = NeighbourRequest.objects.filter(Q(case=case) | Q(taken_case=case)).select_related(*RELATED)
    return facts_from(rows.order_by("happened_at", "id"))


def facts_from(rows: Iterable[NeighbourRequest]) -> list[RequestFacts]:
    """Requests with their answers, in one query more."""
    found = list(rows)
    answers: dict[int, dict[str, RequestAnswer]] = {row.pk: {} for row in found}
    if found:
        for answer in RequestAnswer.objects.filter(request__in=list(answers)):
            answers[answer.request_id][answer.side] = answer
    return [RequestFacts(row, answers[row.pk]) for row in found]


def open_facts() -> list[RequestFacts]:
    """Open requests of every service here, the earliest answer first."""
    rows = NeighbourRequest.objects.filter(settled_at__isnull=True)
    return facts_from(rows.select_related(*RELATED).order_by("answer_by", "id"))


def holders_of(cases: Iterable[int | None]) -> dict[int, str]:
    """Who holds each of these cases now, by name; empty where nobody does, and a closed case is left out."""
    wanted = [each for each in cases if each is not None]
    if not wanted:
        return {}
    with reading(
        EVERYTHING
    ):  # a name and nothing else, of the other service's case: both sides are told who has it
        return dict(OpenCase.objects.filter(pk__in=wanted).values_list("pk", "holder"))


def leads_were_told(request: NeighbourRequest, *, since: datetime) -> bool:
    """Whether the AMHP leads were told already of the turn that began then."""
    return Message.objects.filter(
        kind=TOLD_LEADS, about=f"request {request.pk}", written_at__gte=since
    ).exists()
