"""The clocks of a case: what starts, extends and ends them, what never moves them, and what they say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp.calendar import NaiveMoment
from amhp.law import CALL_KINDS, Clock, EventKind, Standing, StartEvent, clocks_from, started_by

NOW = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)
HOURS = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def clock_of(rule: str, *events: StartEvent, now: datetime = NOW) -> Clock:
    return next(clock for clock in clocks_from(events, at=now) if clock.rule == rule)


ARRIVAL = StartEvent(EventKind.S136_ARRIVED, at("2026-11-24T13:25"), "PC Hobbs")


def extension(when: str = "2026-11-25T10:00", hours: float | None = 6, **more: object) -> StartEvent:
    return StartEvent(EventKind.S136B_EXTENSION, at(when), "Dr Voss", hours=hours, **more)  # type: ignore[arg-type]


def test_the_clock_of_screen_two() -> None:
    [clock] = clocks_from([ARRIVAL], at=NOW)
    assert (clock.name, clock.short, clock.rule) == ("Section 136", "s136", "s136.expiry")
    assert clock.ends_said == "Ends Wed 25 Nov, 13:25"
    assert clock.start_said == "24 hours from arrival, 13:25 today, told by PC Hobbs."
    assert clock.left(at=NOW) == timedelta(hours=23, minutes=5)
    assert clock.ends_on is None
    assert clock.event is ARRIVAL
    assert "Lack of a bed cannot extend it." in clock.notes
    assert "Moving to another place does not restart the clock." in clock.notes
    assert (clock.citation, clock.verified, clock.is_authority) == (
        "MHA 1983 s136(2A)(a)(i)",
        "statute",
        True,
    )


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("2026-11-24T13:25", Standing.RUNNING),
        ("2026-11-25T11:24", Standing.RUNNING),
        ("2026-11-25T11:25", Standing.NEARLY_DUE),
        ("2026-11-25T13:24", Standing.NEARLY_DUE),
        ("2026-11-25T13:25", Standing.OVERRUN),
        ("2026-11-27T13:25", Standing.OVERRUN),
    ],
)
def test_where_a_clock_stands(now: str, standing: Standing) -> None:
    [clock] = clocks_from([ARRIVAL], at=at(now))
    assert clock.standing(at=at(now), nearly_due=TWO_HOURS) is standing


def test_a_clock_that_has_gone_says_ended_and_appears() -> None:
    [clock] = clocks_from([ARRIVAL], at=at("2026-11-25T13:25"))
    assert clock.ends_said == "Ended Wed 25 Nov, 13:25"
    assert clock.notes[0] == "Authority appears to have ended at 13:25."
    assert clock.left(at=at("2026-11-25T13:40")) == timedelta(minutes=-15)


def test_moving_to_another_place_or_telling_again_never_restarts() -> None:
    moved = StartEvent(EventKind.S136_ARRIVED, at("2026-11-24T19:00"), "Sgt Oduya")
    [clock] = clocks_from([moved, ARRIVAL], at=NOW)
    assert clock.ends_at == at("2026-11-25T13:25")
    assert "Tue 24 Nov, 19:00, told by Sgt Oduya: it does not restart" in clock.notes[0]
    [again] = clocks_from([ARRIVAL, ARRIVAL], at=NOW)
    assert again.notes == clocks_from([ARRIVAL], at=NOW)[0].notes
    kept = StartEvent(EventKind.S136_KEPT, at("2026-11-24T12:00"))
    [from_keeping] = clocks_from([ARRIVAL, kept], at=NOW)
    assert (from_keeping.ends_at, from_keeping.citation) == (
        at("2026-11-25T12:00"),
        "MHA 1983 s136(2A)(a)(ii)",
    )


def test_a_new_use_of_the_power_after_the_first_has_gone_is_a_new_clock() -> None:
    second = StartEvent(EventKind.S136_ARRIVED, at("2026-11-25T13:25"))
    assert [clock.ends_at for clock in clocks_from([ARRIVAL, second], at=NOW)] == [
        at("2026-11-25T13:25"),
        at("2026-11-26T13:25"),
    ]


@pytest.mark.parametrize(
    "kind", [EventKind.S136_ARRIVED, EventKind.S136_KEPT, EventKind.S135_ARRIVED, EventKind.S135_KEPT]
)
def test_an_extension_counts_from_the_end_of_the_first_hours(kind: EventKind) -> None:
    start = StartEvent(kind, at("2026-11-24T13:25"))
    [clock] = clocks_from([start, extension(reason="person too intoxicated")], at=NOW)
    assert clock.ends_at == at("2026-11-25T19:25")
    assert clock.notes[0] == "Extended by 6 h, authorised Wed 25 Nov, 10:00, told by Dr Voss."


def test_an_extension_without_its_reason_counts_and_says_what_is_missing() -> None:
    [clock] = clocks_from([ARRIVAL, extension()], at=NOW)
    assert clock.ends_at == at("2026-11-25T19:25")
    assert clock.notes[0].endswith("Only the person’s condition allows it: record the reason.")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (extension("2026-11-25T13:25"), "before the first period ends"),
        (extension(hours=13), "12 hours at most"),
        (extension(reason="no AMHP available"), "person's condition"),
        (extension(authorised_by="AMHP"), "doctor responsible"),
        (extension(place="police station", superintendent_approved=False), "superintendent"),
        (extension(hours=None), "until this is known: hours"),
        (extension(place="police station"), "until this is known: superintendent_approved"),
    ],
)
def test_an_extension_that_appears_not_to_count_moves_nothing_and_is_told(
    told: StartEvent, says: str
) -> None:
    [clock] = clocks_from([ARRIVAL, told], at=NOW)
    assert clock.ends_at == at("2026-11-25T13:25")
    assert says in clock.notes[0]
    assert not any("lawful" in note for note in clock.notes)


def test_a_second_extension_moves_nothing() -> None:
    [clock] = clocks_from([ARRIVAL, extension(), extension("2026-11-25T15:00")], at=NOW)
    assert clock.ends_at == at("2026-11-25T19:25")
    assert any("second extension" in note for note in clock.notes)


def test_an_extension_of_nothing_is_no_clock() -> None:
    report = StartEvent(EventKind.S5_2_REPORT, at("2026-11-24T13:25"))
    [clock] = clocks_from([report, extension()], at=NOW)
    assert clock.ends_at == at("2026-11-27T13:25")
    assert clocks_from([extension()], at=NOW) == []


def test_a_report_after_the_nurse_s_hours_counts_from_itself() -> None:
    record = StartEvent(EventKind.S5_4_RECORD, at("2026-11-24T02:10"))
    late = StartEvent(EventKind.S5_2_REPORT, at("2026-11-24T08:10"))
    assert clock_of("s5_2.expiry", record, late).ends_at == at("2026-11-27T08:10")
    in_time = StartEvent(EventKind.S5_2_REPORT, at("2026-11-24T08:09"))
    assert clock_of("s5_2.expiry", record, in_time).ends_at == at("2026-11-27T02:10")
    ended = StartEvent(EventKind.HOLDING_ENDED, at("2026-11-24T04:00"))
    assert clock_of("s5_2.expiry", record, ended, in_time).ends_at == at("2026-11-27T08:09")


def test_a_nurse_s_hold_ends_when_the_doctor_comes() -> None:
    record = StartEvent(EventKind.S5_4_RECORD, at("2026-11-24T02:10"))
    doctor = StartEvent(EventKind.DOCTOR_ARRIVED, at("2026-11-24T04:00"))
    clock = clock_of("s5_4.expiry", record, doctor)
    assert clock.ends_at == clock.ended_at == at("2026-11-24T04:00")
    assert clock.standing(at=NOW, nearly_due=TWO_HOURS) is Standing.ENDED
    assert clock.standing(at=at("2026-11-24T03:59"), nearly_due=TWO_HOURS) is Standing.NEARLY_DUE
    assert clock.ends_said == "Ended Tue 24 Nov, 04:00"
    report = StartEvent(EventKind.S5_2_REPORT, at("2026-11-24T05:30"))
    assert clock_of("s5_2.expiry", record, doctor, report).ends_at == at("2026-11-27T02:10")


def test_admission_ends_what_went_before_without_moving_its_end() -> None:
    examined = StartEvent(EventKind.LAST_EXAMINATION, at("2026-11-24T15:00"))
    seen = StartEvent(EventKind.AMHP_SAW_PERSON, at("2026-11-24T15:00"))
    admitted = StartEvent(EventKind.S2_ADMITTED, at("2026-11-24T23:50"))
    recalled = StartEvent(EventKind.CTO_RECALL_HELD, at("2026-11-24T10:00"))
    clocks = {
        clock.rule: clock for clock in clocks_from([ARRIVAL, examined, seen, admitted, recalled], at=NOW)
    }
    for rule in ("s136.expiry", "s6.convey", "s11_5.applicant_seen"):
        assert clocks[rule].ended_at == admitted.happened_at
        assert clocks[rule].standing(at=at("2026-12-30T00:00"), nearly_due=TWO_HOURS) is Standing.ENDED
    assert clocks["s136.expiry"].ends_at == at("2026-11-25T13:25")
    assert clocks["s17F.recall_72h"].ended_at is None
    section_2 = clocks["s2.duration"]
    assert (section_2.ends_on, section_2.ends_at) == (date(2026, 12, 21), at("2026-12-22T00:00"))
    assert section_2.ends_said == "By end of Mon 21 Dec"


def test_an_authority_that_had_gone_before_the_admission_stays_overrun() -> None:
    admitted = StartEvent(EventKind.S2_ADMITTED, at("2026-11-25T14:00"))
    clock = clock_of("s136.expiry", ARRIVAL, admitted)
    assert clock.ended_at is None
    assert clock.standing(at=at("2026-11-25T15:00"), nearly_due=TWO_HOURS) is Standing.OVERRUN


def test_section_2_within_the_hours_of_section_4_counts_from_the_section_4_day() -> None:
    emergency = StartEvent(EventKind.S4_ADMITTED, at("2026-11-27T03:15"))
    admitted = StartEvent(EventKind.S2_ADMITTED, at("2026-11-28T16:00"))
    clock = clock_of("s2.duration", emergency, admitted)
    assert clock.ends_on == date(2026, 12, 24)
    assert clock.notes[0].startswith("Counted from the section 4 admission")
    assert clock_of("s4.duration", emergency, admitted).ended_at == admitted.happened_at
    alone = clock_of("s2.duration", admitted)
    assert alone.ends_on == date(2026, 12, 25)
    assert not any(note.startswith("Counted from") for note in alone.notes)


def test_admission_under_section_3_replaces_what_went_before() -> None:
    admitted = StartEvent(EventKind.S2_ADMITTED, at("2026-11-20T10:00"))
    treated = StartEvent(EventKind.S3_ADMITTED, at("2026-11-25T10:00"))
    clocks = {clock.rule: clock for clock in clocks_from([admitted, ARRIVAL, treated], at=NOW)}
    assert clocks["s2.duration"].ended_at == clocks["s136.expiry"].ended_at == treated.happened_at
    assert clocks["s2.duration"].ends_on == date(2026, 12, 17)
    assert set(clocks) == {"s2.duration", "s136.expiry"}


def test_the_end_of_holding_ends_every_authority_and_only_those() -> None:
    seen = StartEvent(EventKind.AMHP_SAW_PERSON, at("2026-11-24T13:30"))
    ended = StartEvent(EventKind.HOLDING_ENDED, at("2026-11-24T18:00"))
    clocks = {clock.rule: clock for clock in clocks_from([ARRIVAL, seen, ended, extension()], at=NOW)}
    assert clocks["s136.expiry"].ended_at == ended.happened_at
    assert clocks["s136.expiry"].ends_at == at("2026-11-25T13:25")
    assert clocks["s11_5.applicant_seen"].ended_at is None


def test_limits_in_days_hang_on_the_last_examination_and_the_last_visit() -> None:
    first = StartEvent(EventKind.LAST_EXAMINATION, at("2026-11-24T12:20"))
    last = StartEvent(EventKind.LAST_EXAMINATION, at("2026-11-26T23:59"), "Dr Bhatt")
    seen = StartEvent(EventKind.AMHP_SAW_PERSON, at("2026-11-24T12:15"))
    clocks = clocks_from([first, last, seen], at=NOW)
    assert [(clock.rule, clock.ends_on) for clock in clocks] == [
        ("s11_5.applicant_seen", date(2026, 12, 7)),
        ("s6.convey", date(2026, 12, 9)),
    ]
    assert clocks[0].ends_said == "By end of Mon 7 Dec"
    assert (clocks[0].name, clocks[0].short, clocks[0].is_authority) == (
        "Sign any application",
        "s11(5)",
        False,
    )
    assert (
        clocks[1].start_said == "14 days beginning with the last examination, Thu 26 Nov, told by Dr Bhatt."
    )
    emergency = clock_of(
        "s4.convey", StartEvent(EventKind.LAST_EXAMINATION, at("2026-11-24T12:20"), section=4)
    )
    assert (emergency.ends_at, emergency.short) == (at("2026-11-25T12:20"), "s6(1)(b)")


def test_a_clock_that_crosses_a_change_of_the_clocks_names_the_zone_and_the_earlier_reading() -> None:
    spring = StartEvent(EventKind.S136_ARRIVED, at("2027-03-27T14:00"))
    [clock] = clocks_from([spring], at=at("2027-03-27T14:30"))
    assert clock.ends_said == "Ends Sun 28 Mar, 15:00 BST"
    assert clock.act_by_at == at("2027-03-28T13:00")
    assert (
        clock.notes[0]
        == "The clocks go forward in between. Act by Sun 28 Mar, 14:00 BST, the earlier reading."
    )
    assert clock.standing(at=at("2027-03-28T11:00"), nearly_due=TWO_HOURS) is Standing.NEARLY_DUE
    autumn = StartEvent(EventKind.S136_ARRIVED, at("2026-10-24T08:20"))
    [clock] = clocks_from([autumn], at=at("2026-10-24T09:00"))
    assert clock.ends_said == "Ends Sun 25 Oct, 08:20 GMT"
    assert clock.start_said == "24 hours from arrival, 09:20 BST today."
    assert clock.act_by_at == clock.ends_at


def test_another_year_is_said_and_a_start_to_come_is_noticed() -> None:
    admitted = StartEvent(EventKind.S2_ADMITTED, at("2026-12-20T12:00"))
    [clock] = clocks_from([admitted], at=NOW)
    assert clock.ends_said == "By end of Sat 16 Jan 2027"
    assert clock.notes[0].startswith("The start has not come yet")


def test_a_start_on_a_day_no_row_covers_starts_no_clock_and_stops_nothing() -> None:
    assert clocks_from([StartEvent(EventKind.S136_ARRIVED, at("1999-01-01T10:00"))], at=NOW) == []


def test_the_kinds_have_words_codes_and_a_place_on_the_call_page() -> None:
    assert [kind.label for kind in CALL_KINDS][:6] == [
        "s136: arrived at a place of safety",
        "s136: kept where they were",
        "s5(2): report given to managers",
        "s5(4): nurse’s record",
        "CTO recall: held in hospital",
        "s135: arrived at a place of safety",
    ]
    codes = {kind.name: kind.legal_status for kind in EventKind if kind.legal_status}
    assert codes == {
        **dict.fromkeys(["S136_ARRIVED", "S136_KEPT"], "20"),
        **dict.fromkeys(["S135_ARRIVED", "S135_KEPT"], "19"),
        **{"S5_2_REPORT": "05", "S5_4_RECORD": "06", "CTO_RECALL_HELD": "CTO"},
        **{"S4_ADMITTED": "04", "S2_ADMITTED": "02", "S3_ADMITTED": "03"},
    }
    assert started_by(extension()) is None
    with pytest.raises(NaiveMoment):
        StartEvent(EventKind.S136_ARRIVED, datetime(2026, 11, 24, 13, 25))


MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31), timezones=st.just(UTC)
)
UNRELATED = {
    EventKind.S136_ARRIVED: [
        EventKind.S5_2_REPORT,
        EventKind.CTO_RECALL_HELD,
        EventKind.S2_ADMITTED,
        EventKind.S136_KEPT,
    ],
    EventKind.S135_ARRIVED: [EventKind.S136_ARRIVED, EventKind.S135_KEPT, EventKind.LAST_EXAMINATION],
    EventKind.S5_2_REPORT: [EventKind.S5_4_RECORD, EventKind.DOCTOR_ARRIVED, EventKind.S5_2_REPORT],
    EventKind.S5_4_RECORD: [EventKind.S5_2_REPORT, EventKind.S136B_EXTENSION, EventKind.AMHP_SAW_PERSON],
    EventKind.CTO_RECALL_HELD: list(EventKind),
    EventKind.S4_ADMITTED: list(EventKind),
    EventKind.S2_ADMITTED: list(EventKind),
}


@given(st.sampled_from(sorted(UNRELATED)), MOMENTS, st.data())
def test_a_later_event_that_is_not_about_a_clock_never_moves_it(
    kind: EventKind, start: datetime, data: st.DataObject
) -> None:
    first = StartEvent(kind, start)
    before = clocks_from([first], at=start)[0]
    kinds, later = data.draw(st.lists(st.sampled_from(UNRELATED[kind]), max_size=4)), []
    for each in kinds:
        after = start + timedelta(minutes=data.draw(st.integers(1, 60 * 24 * 40)))
        later.append(StartEvent(each, after, hours=6))
    now = [clock for clock in clocks_from([*later, first], at=start) if clock.event is first]
    assert len(now) == 1
    assert (now[0].starts_at, now[0].ends_at, now[0].ends_on) == (
        before.starts_at,
        before.ends_at,
        before.ends_on,
    )


@given(
    st.lists(
        st.builds(StartEvent, st.sampled_from(EventKind), MOMENTS, hours=st.none() | st.floats()), max_size=8
    ),
    MOMENTS,
)
def test_whatever_was_recorded_gives_clocks_in_the_order_of_their_start(
    events: list[StartEvent], now: datetime
) -> None:
    clocks = clocks_from(events, at=now)
    assert [clock.starts_at for clock in clocks] == sorted(clock.starts_at for clock in clocks)
    for clock in clocks:
        assert clock.starts_at <= clock.act_by_at <= clock.ends_at
        assert clock.act_by_at >= clock.ends_at - HOURS
        assert clock.notes
        assert clock.start_said.endswith(".")
        assert (clock.ends_on is None) or clock.ends_said.startswith(("By end of", "Ended"))
        assert not any("lawful" in said for said in (*clock.notes, clock.start_said, clock.ends_said))
    assert clocks_from(list(reversed(events)), at=now) == clocks or len(
        {e.happened_at for e in events}
    ) < len(events)
