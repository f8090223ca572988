"""Everything the board shows, as tuples, in a fixed number of queries whatever the day brings.

The open cases come from the stored projection; model instances would cost ten times as much (measured).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from amhp.calendar import day_in_london, midnight_after
from onenumber.allocation.queries import turns_of
from onenumber.audit.models import Viewer
from onenumber.cases.queries import FOLLOW_UPS_DUE, OPEN_CASES, FollowUpLine, open_cases
from onenumber.continuity.queries import PACK_STATE, PackStands, pack_state
from onenumber.fieldwork.queries import OPEN_ENTRIES, open_entry_count
from onenumber.handover.queries import FOR_BOARD, IN_HAND, HandoverLine
from onenumber.hub.queries import board_asked as ask
from onenumber.messaging.queries import (
    MessageLine,
    Undelivered,
    UnplacedText,
    on_screen,
    questions_of,
    undelivered,
    unplaced_texts,
)
from onenumber.neighbours.queries import OPEN_REQUESTS, RequestLine, open_requests
from onenumber.organisations.models import Service
from onenumber.records.prepared import Prepared, asked_ahead, instance
from onenumber.welfare.queries import OPEN_CALLS, OpenCall, open_calls

AHEAD = timedelta(hours=12)  # duties that begin within this time are on the board


class CaseRow(NamedTuple):
    """One open case as stored for the board."""

    reference: str
    initials: str
    age: int | None
    age_is_approximate: bool
    locality: str
    place: str
    contact_type: str
    power: str
    ends_at: datetime | None
    ends_on: Any
    priority: str
    danger: str
    standing: str
    holder_id: int | None
    holder: str
    held_since: datetime | None
    offered_to: str
    offered_at: datetime | None
    answer_by: datetime | None
    asks: int
    doctors_short_since: datetime | None
    waiting_on: str
    wait_stage: str
    waiting_since: datetime | None
    received_at: datetime
    restricted: bool


class DutyRow(NamedTuple):
    """One line of the duty list around now."""

    practitioner_id: int
    name: str
    telephone: str
    kind: str
    locality: str | None
    starts_at: datetime
    ends_at: datetime


class OfferRow(NamedTuple):
    """One offer of a sending that somebody has not answered yet."""

    pk: int
    reference: str
    practitioner_id: int
    name: str
    sent_at: datetime
    turn_at: datetime
    answer_by: datetime
    sending: object
    answer: str
    answered_at: datetime | None


class AskRow(NamedTuple):
    """Somebody asked to come who has not answered, or has not come."""

    pk: int
    reference: str
    what: str
    whom: str
    asked_at: datetime
    answer: str
    answer_by: datetime | None
    expected_from: datetime | None


class BedSearchRow(NamedTuple):
    """A search that has found no bed yet, and the highest rung of the ladder that was told."""

    reference: str
    began_at: datetime
    told_rung: int | None


class WaitingContact(NamedTuple):
    """A contact that nothing has become of yet."""

    reference: str
    kind: str
    received_at: datetime
    locality: str | None


@dataclass(frozen=True)
class BoardFacts:
    """What the board is made of."""

    service: Service
    not_safe: list[OpenCall]
    from_phones: int  # what phones sent and nobody has chosen about
    cases: list[CaseRow]
    duties: list[DutyRow]
    offers: list[OfferRow]
    asks: list[AskRow]
    bed_searches: list[BedSearchRow]
    requests: list[RequestLine]  # between this service and others
    back_ups: list[tuple[int, str, str | None, str, bool, datetime]]
    contacts: list[WaitingContact]
    follow_ups: list[FollowUpLine]
    handovers: list[HandoverLine]
    counts: dict[str, int]
    undelivered: list[Undelivered]
    messages: list[MessageLine]
    texts: list[UnplacedText]
    beat_at: datetime | None
    pack: PackStands | None


def board_version(viewer: Viewer, service_id: int) -> tuple[str, str]:
    """The prefix of the service, and the last fact with the minute: the same version, the same board."""
    prefix, position = ask.VERSION.row(service_id=service_id)
    return prefix, f'"{service_id}-{viewer.user_id}-{position}-{int(viewer.at.timestamp()) // 60}"'


def board_facts(viewer: Viewer, service_id: int) -> BoardFacts:
    """Read the board of one service (in one go on PostgreSQL), narrowed to the viewer's councils."""
    councils = viewer.councils_in(service_id)
    questions = _questions(viewer, service_id) if councils is None else []
    with asked_ahead(*questions):
        return _facts(viewer, service_id, councils)


def _today(at: datetime) -> datetime:
    return midnight_after(day_in_london(at) - timedelta(days=1))


def _questions(viewer: Viewer, service_id: int) -> list[tuple[Prepared, dict[str, Any]]]:
    """All that a board without narrowing asks."""
    of_service, at = {"service_id": service_id}, viewer.at
    plain = (
        ask.SERVICE, OPEN_CALLS, OPEN_ENTRIES, OPEN_CASES, ask.OFFERS, ask.ASKS, ask.BACK_UPS, ask.WAITING, PACK_STATE,
        OPEN_REQUESTS, ask.BED_SEARCHES,
    )  # fmt: skip
    return [
        *((question, of_service) for question in plain),
        (ask.NOT_HERE, {**of_service, "at": at}),
        (ask.DUTIES, {**of_service, "at": at, "soon": at + AHEAD}),
        (FOLLOW_UPS_DUE, {**of_service, "at": at}),
        (FOR_BOARD, {**of_service, "since": at - IN_HAND}),
        (ask.COUNTS, {**of_service, "since": _today(at)}),
        (ask.BEAT, {}),
        *questions_of(viewer, service_id),
    ]


def _facts(viewer: Viewer, service_id: int, councils: tuple[int, ...] | None) -> BoardFacts:
    at, midnight = viewer.at, _today(viewer.at)
    return BoardFacts(
        service=instance(Service, ask.SERVICE.row(service_id=service_id)),
        not_safe=open_calls(viewer, service_id),
        from_phones=open_entry_count(viewer, service_id),
        cases=[CaseRow._make(row) for row in open_cases(viewer, service_id)],
        duties=_duties(service_id, at),
        offers=_offers(service_id, councils),
        asks=[AskRow._make(row) for row in _asks(service_id, councils, at)],
        bed_searches=[
            BedSearchRow._make(row)
            for row in ask.asked(ask.BED_SEARCHES, councils, "case__council_id", service_id=service_id)
        ],
        requests=open_requests(viewer, service_id),
        back_ups=ask.asked(ask.BACK_UPS, councils, "case__council_id", or_none="case", service_id=service_id),
        contacts=[
            WaitingContact._make(row)
            for row in ask.asked(ask.WAITING, councils, "council_id", service_id=service_id)
        ],
        follow_ups=[
            FollowUpLine._make(row)
            for row in ask.asked(FOLLOW_UPS_DUE, councils, "case__council_id", service_id=service_id, at=at)
        ],
        handovers=[
            HandoverLine._make(row) for row in FOR_BOARD.rows(service_id=service_id, since=at - IN_HAND)
        ],
        counts=dict(ask.asked(ask.COUNTS, councils, "council_id", service_id=service_id, since=midnight)),
        undelivered=undelivered(viewer, service_id),
        messages=on_screen(viewer),
        texts=unplaced_texts(viewer, service_id),
        beat_at=ask.BEAT.value(),
        pack=pack_state(service_id),
    )


def _duties(service_id: int, at: datetime) -> list[DutyRow]:
    rows = ask.DUTIES.rows(service_id=service_id, at=at, soon=at + AHEAD)
    return [DutyRow._make(row) for row in rows]


def _asks(service_id: int, councils: tuple[int, ...] | None, at: datetime) -> list[Any]:
    narrow = "case__council_id"
    unanswered = ask.asked(ask.ASKS, councils, narrow, service_id=service_id)
    return [*unanswered, *ask.asked(ask.NOT_HERE, councils, narrow, service_id=service_id, at=at)]


def _offers(service_id: int, councils: tuple[int, ...] | None) -> list[OfferRow]:
    """Offers at their turn and without an answer, with the turn's own time to answer."""
    found = ask.asked(ask.OFFERS, councils, "case__council_id", service_id=service_id)
    rows = [OfferRow._make(row) for row in found]
    turns = turns_of(rows)
    waiting = [
        row._replace(turn_at=turns[row.pk].turn_at, answer_by=turns[row.pk].answer_by)
        for row in rows
        if not row.answer
    ]
    return sorted(waiting, key=lambda row: (row.answer_by, row.pk))
