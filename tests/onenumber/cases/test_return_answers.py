"""What the return still lacks: shown, asked on one page, kept with the person or the case, corrected by adding."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

import onenumber
from onenumber.cases.actions import (
    ImpossibleFact,
    answer_for_return,
    close_case,
    consider,
    decide,
    record_attempt,
    take_up,
)
from onenumber.cases.models import Case, ReturnAnswers
from onenumber.cases.queries import facts_of, lacking, lacking_if_closed, timeline
from onenumber.organisations.models import Organisation
from onenumber.organisations.queries import read_service_file
from onenumber.persons.models import Person, PersonCorrection
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.conftest import AT, Clock, County

ClientFor = Callable[[str], Client]
QUESTIONS = {
    "accommodation", "residence_gss", "known_to_mh", "dependants", "alternatives_tried", "language",
    "interpreter_needed", "gender_identity", "ethnic_category", "ld_autism",
}  # fmt: skip


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """To be assessed, held by the locality AMHP (who is on no duty list), the hub AMHP on duty."""
    file = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
    county.westmoor.settings = dict(read_service_file(file.read_text()).settings)
    county.westmoor.save()
    begin_duty(county, "hub_amhp")
    made = make_case(county, source="CMHT")
    acting = actors(county)
    consider(by=acting.hub, at=AT, case=made, answer="ASSESS", priority="2", practitioner=None)
    take_up(by=acting.amhp, at=AT, case=made, practitioner=county.practitioners["locality_amhp"])
    return made


def reread(case: Case) -> Case:
    related = ("service", "council", "locality", "person", "contact")
    return Case.objects.select_related(*related).get(pk=case.pk)


def fields_lacking(case: Case, *, closing: bool = False) -> set[str]:
    look = lacking_if_closed if closing else lacking
    return {lack.field for lack in look(facts_of(reread(case)), at=AT)}


def answer(county: County, case: Case, *, reason: str = "", **said: str) -> None:
    person = {name: value for name, value in said.items() if name in QUESTIONS and hasattr(case.person, name)}
    about_case = {name: value for name, value in said.items() if name not in person}
    answer_for_return(
        by=actors(county).hub,
        at=AT,
        case=reread(case),
        about_person=person,
        about_case=about_case,
        reason=reason,
    )


def test_an_open_case_lacks_what_no_other_page_asks(case: Case) -> None:
    assert fields_lacking(case) == QUESTIONS | {"referrer_ods"}


def test_not_known_and_declined_are_answers_and_leave_nothing_lacking(county: County, case: Case) -> None:
    answer(
        county, case, accommodation="UNKNOWN", residence_gss="NFA", known_to_mh="NOT_KNOWN", dependants="NOT_KNOWN",
        alternatives_tried="NONE", referrer_ods="X99999", language="und", interpreter_needed="no", gender_identity="Z",
        ethnic_category="Z", ld_autism="NOT_KNOWN",
    )  # fmt: skip
    assert fields_lacking(case) == set()


def test_facts_of_the_person_are_kept_with_the_person_and_those_of_the_case_with_the_case(
    county: County, case: Case
) -> None:
    answer(county, case, language="pl", accommodation="TENANT", dependants="CHILDREN PETS")
    person = Person.objects.get(pk=case.person_id)
    assert person.language == "pl"
    assert [(row.field, row.was, row.now_is) for row in PersonCorrection.objects.all()] == [
        ("language", "", "pl")
    ]
    kept = ReturnAnswers.objects.get()
    assert (kept.accommodation, kept.dependants, kept.known_to_mh) == ("TENANT", "CHILDREN PETS", "")


def test_a_corrected_answer_is_added_and_the_newest_counts(county: County, case: Case) -> None:
    answer(county, case, accommodation="TENANT", known_to_mh="OPEN")
    answer(county, case, accommodation="ROUGH_SLEEPER", reason="Put out last week")
    facts = facts_of(case)
    assert (facts.answer("accommodation"), facts.answer("known_to_mh")) == ("ROUGH_SLEEPER", "OPEN")
    said = [line.text for line in timeline(facts) if line.strong == "Asked for the return."]
    assert "lives: rough sleeper. Corrected: Put out last week." in said
    assert len(said) == ReturnAnswers.objects.count() == 2
    first = ReturnAnswers.objects.order_by("id")[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReturnAnswers.objects.filter(pk=first.pk).update(accommodation="PRISON")
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accommodation", "CASTLE"),
        ("residence_gss", "E1000000"),
        ("residence_gss", "MOON"),
        ("known_to_mh", "Y"),
        ("dependants", "NONE PETS"),
        ("alternatives_tried", "HTT TEA"),
        ("referrer_ods", "rwv"),
        ("interpreter_used", "yes"),
        ("language", "klingon"),
        ("ld_autism", "MAYBE"),
        ("gender_identity", "9"),
        ("sex", "F"),
    ],
)
def test_an_answer_that_is_none_of_the_list_is_refused(
    county: County, case: Case, name: str, value: str
) -> None:
    with pytest.raises(ImpossibleFact):
        answer(county, case, **{name: value})
    assert not ReturnAnswers.objects.exists()
    assert not PersonCorrection.objects.exists()


def test_closing_lacks_what_the_work_left_out_and_says_where_it_is_recorded(
    county: County, case: Case
) -> None:
    acting = actors(county)
    record_attempt(by=acting.amhp, at=AT, case=case, result="DONE", place_kind="ED", ended_at=AT)
    decide(by=acting.amhp, at=AT, case=case, outcome="HTT", reasons="She agrees.", warrant="NONE")
    found = {lack.field: lack.form for lack in lacking_if_closed(facts_of(reread(case)), at=AT)}
    assert found == dict.fromkeys(
        QUESTIONS | {"referrer_ods", "amhp_capacity_source", "doctors_total"}, "return"
    ) | {"report_completed_at": "carrying-out", "police_role": "correction"}
    answer(county, case, no_doctor="Y", amhp_capacity_source="LOCUM")
    close_case(by=acting.hub, at=AT, case=case, holder_finished=True)
    assert fields_lacking(case) == QUESTIONS | {
        "referrer_ods", "report_completed_at", "police_role", "amhp_minutes",
    }  # fmt: skip


def test_the_page_shows_it_asks_it_and_closing_does_not_wait_for_it(
    case: Case, client_for: ClientFor
) -> None:
    client, at_case = client_for("hub_amhp"), f"/cases/{case.reference}/"
    shown = client.get(at_case).content.decode()
    assert "What the return still lacks" in shown and "where the person lives, " in shown
    closing = client.get(f"{at_case}add/close/").content.decode()
    assert "closing does not wait for it" in closing and f"{at_case}add/return/" in closing
    assert "What the return still lacks" not in client.get(f"{at_case}add/note/").content.decode()
    closed = client.post(
        f"{at_case}add/close/",
        {
            "key": str(uuid4()),
            "kind": "closed",
            "happened_day": "today",
            "happened_time": "1410",
            "holder_finished": "on",
        },
    )
    assert closed.status_code == 303
    assert "What the return still lacks" in client.get(at_case).content.decode()


def test_a_form_sent_twice_records_once_and_the_next_one_stands_filled(
    case: Case, client_for: ClientFor
) -> None:
    Person.objects.filter(pk=case.person_id).update(language_or_help="Polish, interpreter needed")
    Organisation.objects.create(name="Westmoor Partnership", kind="trust", code_ods="RZZ")
    client, address = client_for("hub_amhp"), f"/cases/{case.reference}/add/return/"
    page = client.get(address).content.decode()
    assert '<option value="pl" selected>' in page
    assert '<option value="yes" selected>' in page
    typed = {
        "key": str(uuid4()), "accommodation": "PRISON", "residence": "another", "residence_gss": "w06000015",
        "cross_border_reason": "OTHER", "language": "pl", "interpreter_needed": "yes", "referrer": "RZZ",
        "dependants": ["CHILDREN", "PETS"], "alternatives_tried": ["HTT"],
    }  # fmt: skip
    for _ in range(2):
        assert client.post(address, typed).status_code == 303
    kept = ReturnAnswers.objects.get()
    assert (kept.residence_gss, kept.referrer_ods, kept.dependants) == ("W06000015", "RZZ", "CHILDREN PETS")
    again = client.get(address).content.decode()
    assert '<option value="PRISON" selected>' in again
    assert '<option value="another" selected>' in again and 'value="W06000015"' in again
    unchanged = client.post(address, typed | {"key": str(uuid4())})
    assert unchanged.status_code == 422 and "Nothing is different yet" in unchanged.content.decode()
    emptied = client.post(address, typed | {"key": str(uuid4()), "accommodation": ""})
    assert emptied.status_code == 422 and "choose “not known” rather than nothing" in emptied.content.decode()
    alone = client.post(address, typed | {"key": str(uuid4()), "dependants": ["NONE", "PETS"]})
    assert alone.status_code == 422 and "stand alone" in alone.content.decode()
    assert ReturnAnswers.objects.count() == 1
