"""Finding the same person, NHS numbers, corrections and working relationships."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp.calendar import Birth
from onenumber.access.models import ReasonGiven
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.persons.actions import (
    CannotCorrect,
    begin_relationship,
    correct_person,
    end_alert,
    end_relationship,
    join_persons,
    note_hint,
    part_persons,
    record_alert,
    record_person,
    record_relative,
)
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.persons.queries import (
    NhsNumberRefused,
    about,
    is_unknown,
    may_exist_elsewhere,
    name_key,
    name_sound,
    read_nhs_number,
    standing_of,
    suggestions,
)
from onenumber.persons.queries.names import letters_apart
from tests.onenumber.conftest import AT, County

Viewers = Callable[..., Viewer]
BORN = date(1991, 3, 14)
NUMBER = "9991595147"
UNKNOWN = Birth()


def born(year: int, month: int, day: int) -> Birth:
    return Birth(born_on=date(year, month, day))


def aged(age: int) -> Birth:
    return Birth(estimated_age=age, estimated_on=AT.date())


def keep(county: County, by: Viewer, name: str, **more: object) -> Person:
    service, council = county.westmoor, county.council
    return record_person(by=by, at=AT, service=service, council=council, name=name, **more)  # type: ignore[arg-type]


def found(
    county: County, by: Viewer, name: str, birth: Birth = UNKNOWN, number: str = ""
) -> list[tuple[int, bool]]:
    rows = suggestions(by, service_id=county.westmoor.pk, name=name, birth=birth, nhs_number=number, at=AT)
    return [(row.person_id, row.likely) for row in rows]


def test_nothing_is_suggested_before_there_is_enough(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    kept = keep(county, by, "Leanne Marsh", birth_date=BORN, nhs_number=NUMBER)
    assert found(county, by, "Leanne Marsh") == []
    assert found(county, by, "", Birth(born_on=BORN)) == []
    assert found(county, by, "Leanne Marsh", Birth(born_on=BORN)) == [(kept.pk, True)]
    assert found(county, by, "", number=NUMBER) == [(kept.pk, True)]


@pytest.mark.parametrize(
    ("name", "birth", "likely"),
    [
        ("leanne  MARSH", born(1991, 3, 14), True),
        ("Lianne Marsh", born(1991, 3, 14), True),
        ("Lianne Marsh", born(1961, 1, 1), False),  # sounds alike, another birth date
        ("Tobias Marsh", born(1991, 3, 14), False),  # a twin
        ("Leanne Marsh", aged(37), True),  # a guessed age near enough
        ("Leanne Marsh", aged(60), False),
        ("Leanne Byrne", born(1991, 3, 14), False),  # another surname
        ("Tobias Byrne", born(1991, 3, 14), None),
        ("Lianne Marsden", born(1961, 1, 1), None),
        ("Leanne Marsh", UNKNOWN, None),
    ],
)
def test_likely_alike_or_not_at_all(
    county: County, viewer: Viewers, name: str, birth: Birth, likely: bool | None
) -> None:
    by = viewer("hub_amhp")
    kept = keep(county, by, "Leanne Marsh", birth_date=BORN)
    assert found(county, by, name, birth) == ([] if likely is None else [(kept.pk, likely)])


def test_words_say_what_is_the_same_and_what_is_not(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    keep(county, by, "Leanne Marsh", birth_date=BORN, nhs_number=NUMBER)
    keep(county, by, "Lianne Marsh", birth_date=date(1961, 2, 2), nhs_number="9994620104")
    rows = suggestions(
        by,
        service_id=county.westmoor.pk,
        name="Leanne Marsh",
        birth=Birth(born_on=BORN),
        nhs_number=NUMBER,
        at=AT,
    )
    assert [row.words for row in rows] == [
        "Same NHS number, same date of birth, same name.",
        "Sounds alike. Different date of birth and NHS number.",
    ]


def test_another_service_and_restricted_records_give_only_a_hint(county: County, viewer: Viewers) -> None:
    by, foreign = viewer("hub_amhp"), viewer("foreign")
    record_person(
        by=foreign,
        at=AT,
        service=county.eastmere,
        council=county.foreign_council,
        name="Leanne Marsh",
        birth_date=BORN,
        nhs_number=NUMBER,
    )
    own = keep(county, by, "Leanne Marsh", birth_date=BORN)
    Person.objects.filter(pk=own.pk).update(restricted=True)

    def hints(name: str, birth: Birth, number: str = "") -> list[str]:
        rows = may_exist_elsewhere(
            by, service_id=county.westmoor.pk, name=name, birth=birth, nhs_number=number
        )
        return [service for _, service in rows]

    assert found(county, by, "Leanne Marsh", Birth(born_on=BORN), NUMBER) == []
    assert hints("Leanne Marsh", Birth(born_on=BORN)) == ["Eastmere AMHP service", "Westmoor AMHP service"]
    assert hints("", UNKNOWN, NUMBER) == ["Eastmere AMHP service"]
    assert hints("Lianne Marsh", Birth(born_on=BORN)) == hints("Leanne Marsh", born(1991, 3, 15)) == []
    assert (
        suggestions(
            by,
            service_id=county.eastmere.pk,
            name="Leanne Marsh",
            birth=Birth(born_on=BORN),
            nhs_number="",
            at=AT,
        )
        == []
    )
    note_hint(by=by, at=AT, service=county.westmoor, reference="C-26-1", to_ask=(county.eastmere.pk,))
    entry = Entry.objects.get(verb="person.hint_shown")
    assert entry.subject == "C-26-1" and "Leanne" not in entry.fields


def test_a_viewer_of_one_council_sees_only_its_records(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    keep(county, by, "Leanne Marsh", birth_date=BORN)
    county.add_user(
        "narrow", name="N. Row", role="hub_amhp", service=county.westmoor, council=county.other_council
    )
    narrow = viewer("narrow")
    assert found(county, narrow, "Leanne Marsh", Birth(born_on=BORN)) == []
    hints = may_exist_elsewhere(
        narrow, service_id=county.westmoor.pk, name="Leanne Marsh", birth=Birth(born_on=BORN), nhs_number=""
    )
    assert [name for _, name in hints] == ["Westmoor AMHP service"]


def test_joined_records_are_suggested_once_and_part_again(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    kept, other = (keep(county, by, "Leanne Marsh", birth_date=BORN) for _ in range(2))
    assert {row[0] for row in found(county, by, "Leanne Marsh", Birth(born_on=BORN))} == {kept.pk, other.pk}
    same = join_persons(by=by, at=AT, kept=kept, other=other)
    assert found(county, by, "Leanne Marsh", Birth(born_on=BORN)) == [(kept.pk, True)]
    with pytest.raises(Conflict):
        join_persons(by=by, at=AT, kept=kept, other=other)
    with pytest.raises(Conflict):
        join_persons(by=by, at=AT, kept=other, other=kept)
    part_persons(by=by, at=AT + timedelta(hours=1), same=same, reason="two sisters")
    assert len(found(county, by, "Leanne Marsh", Birth(born_on=BORN))) == 2
    with pytest.raises(Conflict):
        part_persons(by=by, at=AT, same=same, reason="again")


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("999 159 5147", NUMBER),
        ("999-159-5147", NUMBER),
        ("", ""),
        ("?", ""),
        ("Not known", ""),
        ("n/k", ""),
        ("999 159 5148", "last digit"),
        ("999 159 514", "10 digits; this has 9"),
        ("111 111 1111", "same digit"),
        ("12345abcde", "digits only"),
        ("٩٩٩١٥٩٥١٤٧", "digits only"),
    ],
)
def test_nhs_numbers(typed: str, reads: str) -> None:
    try:
        assert read_nhs_number(typed, synthetic=True) == reads
    except NhsNumberRefused as refused:
        assert reads in str(refused)


def test_test_numbers_are_refused_in_a_live_service() -> None:
    with pytest.raises(NhsNumberRefused, match="test numbers"):
        read_nhs_number(NUMBER, synthetic=False)
    assert read_nhs_number("943 476 5919", synthetic=False) == "9434765919"


@given(st.text(max_size=60), st.text(max_size=60))
def test_names_compare_the_same_both_ways(one: str, other: str) -> None:
    assert letters_apart(name_key(one), name_key(other)) == letters_apart(name_key(other), name_key(one))
    assert len(name_sound(one)) <= 12 and name_key(name_key(one)) == name_key(one)
    assert not (is_unknown(one) and name_key(one))


def test_a_correction_keeps_what_it_was(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    person = keep(county, by, "Leane Marsh", age_estimate=35)
    with pytest.raises(NotAllowed):
        correct_person(by=by, at=AT, person=person, field="name", value="Leanne Marsh", reason="misheard")
    begin_relationship(
        by=by,
        at=AT,
        user_id=by.user_id,
        service=county.westmoor,
        person=person,
        why="took",
        caused_by="contact 1",
    )
    correct_person(by=by, at=AT, person=person, field="name", value="Leanne  Marsh", reason="misheard")
    row = correct_person(
        by=by, at=AT, person=person, field="birth_date", value="14 3 1991", reason="papers found"
    )
    assert (row.was, row.now_is) == ("age 35", "1991-03-14")
    person.refresh_from_db()
    assert (person.name, person.name_key, person.birth_date, person.age_estimate) == (
        "Leanne Marsh",
        "leanne marsh",
        BORN,
        None,
    )
    with pytest.raises(CannotCorrect):
        correct_person(by=by, at=AT, person=person, field="service", value="2", reason="no")
    with pytest.raises(NhsNumberRefused):
        correct_person(by=by, at=AT, person=person, field="nhs_number", value="123", reason="no")
    with pytest.raises(CannotCorrect):
        correct_person(by=by, at=AT, person=person, field="restricted", value="no", reason="no")
    assert [c.field for c in about(person).corrections].count("name") == 1


def test_relationships_open_the_record_from_their_start_to_their_end(county: County, viewer: Viewers) -> None:
    by, other = viewer("hub_amhp"), viewer("amhp_lead")
    person = keep(county, by, "Leanne Marsh")

    def relate(why: str, caused_by: str, **more: object) -> WorkingRelationship:
        return begin_relationship(
            by=by,
            at=AT,
            user_id=other.user_id,
            service=county.westmoor,
            person=person,
            why=why,
            caused_by=caused_by,
            **more,  # type: ignore[arg-type]
        )

    relate("offered", "offer 1")
    assert standing_of(other, person) == "reason"  # being asked opens the offer's own page only
    relate("holds", "commitment 1", begins_at=AT + timedelta(hours=1))
    assert standing_of(other, person) == "reason"
    relate("holds", "commitment 2")
    assert standing_of(other, person) == "open"
    assert end_relationship(by=by, at=AT, caused_by="commitment 2") == 1
    assert standing_of(other, person) == "reason"
    assert end_relationship(by=by, at=AT, caused_by="commitment 1") == 1
    late = WorkingRelationship.objects.get(caused_by="commitment 1")
    assert late.ends_at == late.begins_at
    ReasonGiven.objects.create(
        user_id=other.user_id,
        person_id=person.pk,
        service_id=county.westmoor.pk,
        reason="asked by ward",
        open_until=AT + timedelta(hours=8),
        happened_at=AT,
        recorded_at=AT,
        by_id=other.user_id,
        by_name=other.name,
    )
    assert standing_of(other, person) == "open"


def test_duty_opens_the_service_but_not_restricted_records(county: County, viewer: Viewers) -> None:
    by, other = viewer("hub_amhp"), viewer("edt_officer")
    person = keep(county, by, "Leanne Marsh")
    begin_relationship(
        by=by,
        at=AT,
        user_id=other.user_id,
        service=county.westmoor,
        person=None,
        why="on_duty",
        caused_by="duty 1",
        ends_at=AT + timedelta(hours=8),
    )
    assert standing_of(other, person) == "open"
    person.restricted = True
    assert standing_of(other, person) == "reason"
    assert standing_of(viewer("edt_officer", at=AT + timedelta(hours=8)), keep(county, by, "A B")) == "reason"


def test_alerts_and_relatives_are_added_and_ended_with_a_reason(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    person = keep(county, by, "Leanne Marsh")
    begin_relationship(
        by=by,
        at=AT,
        user_id=by.user_id,
        service=county.westmoor,
        person=person,
        why="took",
        caused_by="contact 1",
    )
    alert = record_alert(by=by, at=AT, person=person, text="dog at the gate")
    sister = record_relative(by=by, at=AT, person=person, name="Kim Marsh", relation="sister")
    record_relative(
        by=by,
        at=AT,
        person=person,
        name="Kim Marsh",
        relation="half-sister",
        corrects=sister,
        correction_reason="told so",
    )
    known = about(person)
    assert [a.text for a in known.alerts] == ["dog at the gate"]
    assert [r.relation for r in known.relatives] == ["half-sister"]
    end_alert(by=by, at=AT, alert=alert, reason="the dog has gone")
    with pytest.raises(Conflict):
        end_alert(by=by, at=AT, alert=alert, reason="again")
    assert not about(person).alerts
