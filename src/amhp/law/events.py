"""Start events: what happened, when, and who says so. Every clock hangs on one.

The kinds are those of the call page (screen 02) and the few that extend or end a clock. The legal status code
is the Mental Health Act Legal Status Classification Code of the NHS Data Dictionary; a recall keeps CTO.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypedDict

from amhp.calendar import aware, day_in_london, in_london
from amhp.law.inputs import BadInput
from amhp.law.registry import conclude

EMERGENCY = 4


class EventKind(StrEnum):
    """What can start, extend or end a clock."""

    S136_ARRIVED = "s136_arrived"
    S136_KEPT = "s136_kept"
    S5_2_REPORT = "s5_2_report"
    S5_4_RECORD = "s5_4_record"
    CTO_RECALL_HELD = "cto_recall_held"
    S135_ARRIVED = "s135_arrived"
    S135_KEPT = "s135_kept"
    S4_ADMITTED = "s4_admitted"
    S2_ADMITTED = "s2_admitted"
    S3_ADMITTED = "s3_admitted"
    S136B_EXTENSION = "s136b_extension"
    DOCTOR_ARRIVED = "doctor_arrived"
    LAST_EXAMINATION = "last_examination"
    AMHP_SAW_PERSON = "amhp_saw_person"
    HOLDING_ENDED = "holding_ended"

    @property
    def label(self) -> str:
        """The words people choose it by.

        >>> EventKind.S136_ARRIVED.label
        's136: arrived at a place of safety'
        """
        return KINDS[self].label

    @property
    def legal_status(self) -> str | None:
        """The legal status code from this event on; None when it changes none.

        >>> EventKind.S5_4_RECORD.legal_status, EventKind.AMHP_SAW_PERSON.legal_status
        ('06', None)
        """
        return KINDS[self].legal_status


@dataclass(frozen=True, slots=True)
class KindOfEvent:
    """The words of a kind, its legal status code, and the clock it starts.

    `counted_from` ends the sentence "24 hours from …"; `rule_id`, `fixed` and `moment_input` are the rule
    with its inputs.
    """

    label: str
    legal_status: str | None = None
    counted_from: str = ""
    rule_id: str = ""
    moment_input: str = ""
    fixed: tuple[str, str] | None = None


_S136, _S135, _START_EVENT, _MODE = "s136.expiry", "s135_1.expiry", "start_event", "mode"
KINDS: Mapping[EventKind, KindOfEvent] = MappingProxyType(
    {
        EventKind.S136_ARRIVED: KindOfEvent(
            "s136: arrived at a place of safety",
            *("20", "arrival", _S136, "start", (_START_EVENT, "arrived_at_place_of_safety")),
        ),
        EventKind.S136_KEPT: KindOfEvent(
            "s136: kept where they were",
            *("20", "the decision to keep", _S136, "constable_decided_to_keep_at"),
            (_START_EVENT, "kept_at_place_of_safety"),
        ),
        EventKind.S5_2_REPORT: KindOfEvent(
            "s5(2): report given to managers", "05", "the report", "s5_2.expiry", "report_furnished_at"
        ),
        EventKind.S5_4_RECORD: KindOfEvent(
            "s5(4): nurse’s record", "06", "the nurse’s record", "s5_4.expiry", "recorded_at"
        ),
        EventKind.CTO_RECALL_HELD: KindOfEvent(
            "CTO recall: held in hospital",
            *("CTO", "being held in hospital", "s17F.recall_72h", "detention_in_hospital_began_at"),
        ),
        EventKind.S135_ARRIVED: KindOfEvent(
            "s135: arrived at a place of safety",
            *("19", "arrival", _S135, "arrived_at_place_of_safety", (_MODE, "removed")),
        ),
        EventKind.S135_KEPT: KindOfEvent(
            "s135: kept where they were, constable first entered",
            *("19", "the constable’s first entry", _S135, "constable_first_entered"),
            (_MODE, "kept_at_premises"),
        ),
        EventKind.S4_ADMITTED: KindOfEvent("s4: admitted", "04", "admission", "s4.duration", "admitted_at"),
        EventKind.S2_ADMITTED: KindOfEvent(
            "s2: admitted", "02", "the day of admission", "s2.duration", "admitted_at"
        ),
        EventKind.S3_ADMITTED: KindOfEvent("s3: admitted", "03"),
        EventKind.S136B_EXTENSION: KindOfEvent("s136B: doctor extended the hours"),
        EventKind.DOCTOR_ARRIVED: KindOfEvent("s5(4): doctor or approved clinician arrived"),
        EventKind.LAST_EXAMINATION: KindOfEvent(
            "Examined by a recommending doctor", counted_from="the last examination"
        ),
        EventKind.AMHP_SAW_PERSON: KindOfEvent(
            "AMHP saw the person", counted_from="the day the AMHP saw the person"
        ),
        EventKind.HOLDING_ENDED: KindOfEvent("Holding power ended"),
    }
)

# In the order of screen 02; the page adds "Nothing has started" and "Not known: ask".
CALL_KINDS = (
    EventKind.S136_ARRIVED,
    EventKind.S136_KEPT,
    EventKind.S5_2_REPORT,
    EventKind.S5_4_RECORD,
    EventKind.CTO_RECALL_HELD,
    EventKind.S135_ARRIVED,
    EventKind.S135_KEPT,
)


@dataclass(frozen=True, slots=True)
class StartEvent:
    """Something that starts, extends or ends a clock, with who told us.

    `happened_at` is kept in UTC; a moment without an offset raises `NaiveMoment`. `hours`, `reason`,
    `authorised_by`, `place` and `superintendent_approved` belong to an extension; an empty reason is one not
    recorded. `section` belongs to an examination: 4 when the application is to be an emergency one.
    """

    kind: EventKind
    happened_at: datetime
    told_by: str = ""
    hours: float | None = None
    reason: str = ""
    authorised_by: str = ""
    place: str = ""
    superintendent_approved: bool | None = None
    section: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "happened_at", aware(self.happened_at))


class Started(TypedDict):
    """The rule an event calls on, with its inputs as `amhp law evaluate` takes them."""

    rule: str
    inputs: dict[str, object]


def started_by(event: StartEvent, *, earlier: Sequence[StartEvent] = ()) -> Started | None:
    """The rule and inputs of the clock that an event starts; None when it starts none.

    `earlier` are the events before it in the same case: a report under s5(2) within the hours of a nurse's
    record counts from that record.

    >>> nurse = StartEvent(EventKind.S5_4_RECORD, datetime.fromisoformat("2026-11-24T02:10:00+00:00"))
    >>> report = StartEvent(EventKind.S5_2_REPORT, datetime.fromisoformat("2026-11-24T05:30:00+00:00"))
    >>> started_by(report, earlier=[nurse])["inputs"]["s5_4_recorded_at"]
    '2026-11-24T02:10:00+00:00'
    """
    kind, day = KINDS[event.kind], day_in_london(event.happened_at).isoformat()
    if event.kind is EventKind.AMHP_SAW_PERSON:
        inputs: dict[str, object] = {"personally_seen_on": day, "application_date": day}
        return Started(rule="s11_5.applicant_seen", inputs=inputs)
    if event.kind is EventKind.LAST_EXAMINATION:
        if event.section == EMERGENCY:
            return Started(rule="s4.convey", inputs={"examined_at": _said(event)})
        return Started(rule="s6.convey", inputs={"examined_on": [day]})
    if not kind.rule_id:
        return None
    inputs = {kind.moment_input: _said(event)}
    if kind.fixed:
        inputs = {kind.fixed[0]: kind.fixed[1], **inputs}
    if origin := counted_from(event, earlier=earlier):
        name = "s5_4_recorded_at" if event.kind is EventKind.S5_2_REPORT else kind.moment_input
        inputs = {**inputs, name: _said(origin)}
    return Started(rule=kind.rule_id, inputs=inputs)


def counted_from(event: StartEvent, *, earlier: Sequence[StartEvent]) -> StartEvent | None:
    """The earlier event that a clock counts from although a later one started it; None when there is none.

    A report under s5(2) within the hours of a nurse's record counts from the record (s5(5)). Section 2 within
    the hours of section 4 is counted from the section 4 admission, as when a second recommendation turned the
    one into the other: after a new application it would end later, so this is the cautious end.

    >>> at = datetime.fromisoformat("2026-11-24T02:10:00+00:00")
    >>> counted_from(StartEvent(EventKind.S5_2_REPORT, at), earlier=[]) is None
    True
    """
    origins = {EventKind.S5_2_REPORT: EventKind.S5_4_RECORD, EventKind.S2_ADMITTED: EventKind.S4_ADMITTED}
    origin = None
    for each in sorted(earlier, key=lambda other: other.happened_at):
        if each.happened_at > event.happened_at:
            break
        if each.kind is EventKind.HOLDING_ENDED:
            origin = None
        if each.kind is origins.get(event.kind) and (origin is None or not _holds(origin, each)):
            origin = each
    return origin if origin and _holds(origin, event) else None


def _holds(origin: StartEvent, later: StartEvent) -> bool:
    """Whether the hours of the first event had not ended when the later one happened."""
    kind = KINDS[origin.kind]
    try:
        ends_at = conclude(kind.rule_id, {kind.moment_input: origin.happened_at}).answers["expires_at"]
    except BadInput:
        return False
    return isinstance(ends_at, datetime) and later.happened_at < ends_at


def _said(event: StartEvent) -> str:
    return in_london(event.happened_at).isoformat()
