"""The report as it is written, finished, added to and shared; letters from approved text; and who may do which."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

import onenumber
from onenumber.audit.actions import AlreadyDone, Conflict, NotAllowed
from onenumber.cases.actions import (
    ImpossibleFact,
    add_to_document,
    correct_fact,
    decide,
    finish_report,
    give_up,
    keep_report_draft,
    make_letter,
    open_wait,
    record_attempt,
    record_carrying_out,
    record_note,
    share_document,
    take_up,
)
from onenumber.cases.models import CarryingOut, Case, Document, ReportDraft, Sharing
from onenumber.cases.queries import PARTS, facts_of, is_as_finished, standing_of, whole_document
from onenumber.design import pdf
from onenumber.organisations.queries import read_service_file
from onenumber.workforce.models import Hat
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.conftest import AT, Clock, County

pytestmark = pytest.mark.django_db
SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} {person.__class__} 😀 \u202eevil\u202c שלום"
SAMPLE = "Dear {to},\n\nAbout {person}, {reference}. Admitted to {hospital}. {amhp} can tell you more."


@pytest.fixture
def case(county: County) -> Case:
    """A case of Omar Farouk, assessed and decided: no application, home treatment instead."""
    who, made = actors(county), make_case(county)
    take_up(by=who.amhp, at=AT, case=made, practitioner=county.practitioners["locality_amhp"])
    record_attempt(by=who.amhp, at=AT, case=made, place="At home", result="DONE", ended_at=AT)
    open_wait(
        by=who.amhp,
        at=AT,
        case=made,
        stage="DOCTOR",
        reason="DOC_S12",
        agency="Section 12 doctors",
        chosen=False,
    )
    decide(
        by=who.amhp,
        at=AT,
        case=made,
        outcome="HTT",
        reasons="She agreed to be seen at home.",
        alternatives="Admission: not needed.",
    )
    return made


def keep(county: County, case: Case, words: dict[str, str], **how: object) -> bool:
    given = {"page": UUID(int=1), "opened_at": 0, "sequence": None} | how
    return keep_report_draft(by=county.viewer("locality_amhp"), at=AT, case=case, words=words, **given)  # type: ignore[arg-type] # spread


def finished(county: County, case: Case, words: dict[str, str] | None = None) -> Document:
    keep(county, case, words or {"interview": "I saw her at home, alone."})
    return finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report")


def test_what_is_recorded_is_never_typed_again(county: County, case: Case) -> None:
    document = finished(county, case)
    parts = {part["key"]: part for part in json.loads(document.content)["parts"]}
    assert list(parts) and set(parts) == {part.key for part in PARTS}
    said = {name: (value, told) for name, value, told in parts["decision"]["recorded"]}
    assert said["Reasons"][0] == "She agreed to be seen at home."
    assert said["Outcome"][1].startswith("Omar Farouk")
    assert parts["alternatives"]["recorded"][0][1] == "Admission: not needed."
    assert "At home" in parts["interview"]["recorded"][0][1]
    assert parts["carrying_out"]["recorded"][0][0] == "Forced delay"
    assert ["Caller", "PC Hobbs, Westmoor Police", ""] in parts["referral"]["recorded"]
    assert parts["interview"]["words"] == "I saw her at home, alone."
    assert said["Outcome"][1] == "Omar Farouk, Tue 24 Nov 2026 14:20"
    assert "today" not in document.content  # it is read on other days


def test_finishing_locks_it_and_moves_the_case_on(county: County, case: Case) -> None:
    assert standing_of(facts_of(case)).value in {"decided", "reporting"}
    document = finished(county, case)
    assert (document.number, document.version, document.approval_in_force) == (1, 1, True)
    assert is_as_finished(document)
    assert standing_of(facts_of(case)).value == "following_up"
    assert ReportDraft.objects.get(case=case).words == {}
    record_note(by=county.viewer("locality_amhp"), at=AT, case=case, text="Later")
    assert Document.objects.get(pk=document.pk).content == document.content
    for change in ({"content": "{}"}, {"digest": "0" * 64}, {"by_name": "Somebody"}):
        with pytest.raises(DatabaseError, match="nothing recorded is overwritten"), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)


def test_a_changed_text_is_found(county: County, case: Case) -> None:
    document = finished(county, case)
    document.content = document.content.replace("at home", "at work")
    assert not is_as_finished(document)


def test_only_who_held_the_case_writes_and_only_for_themselves(county: County, case: Case) -> None:
    begin_duty(county, "hub_amhp")
    for role in ("hub_amhp", "amhp_lead", "trainee", "manager", "foreign"):
        with pytest.raises(NotAllowed):
            finish_report(by=county.viewer(role), at=AT, case=case, kind="report")
        with pytest.raises(NotAllowed):
            keep_report_draft(
                by=county.viewer(role), at=AT, case=case, words={}, page=uuid4(), opened_at=0, sequence=None
            )
    held = facts_of(case).commitment
    assert held is not None
    give_up(by=county.viewer("locality_amhp"), at=AT, commitment=held, how="handed over")
    take_up(by=county.viewer("hub_amhp"), at=AT, case=case, practitioner=county.practitioners["hub_amhp"])
    first = finished(county, case)  # who handed it over still writes what they did
    keep_report_draft(
        by=county.viewer("hub_amhp"), at=AT, case=case, words={"after": "Seen again."}, page=uuid4(), opened_at=0,
        sequence=None,
    )  # fmt: skip
    second = finish_report(by=county.viewer("hub_amhp"), at=AT, case=case, kind="report")
    assert [(each.version, each.by_name) for each in (first, second)] == [
        (1, "Omar Farouk"),
        (2, "Dilys Probert"),
    ]


def test_without_an_approval_in_force_it_is_kept_and_says_so(
    county: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    Hat.objects.filter(practitioner=county.practitioners["locality_amhp"]).update(ends_on=date(2026, 11, 1))
    document = finished(county, case)
    assert document.approval_in_force is False
    begin_duty(county, "locality_amhp")
    shown = client_for("locality_amhp").get(f"/cases/{case.reference}/documents/1/").content.decode()
    assert "appears not in force when this was finished" in shown


def test_a_report_is_finished_once_and_not_with_nothing_in_it(county: County, case: Case) -> None:
    with pytest.raises(ImpossibleFact, match="Nothing is written yet"):
        finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report")
    key = uuid4()
    keep(county, case, {"after": "A plan."})
    finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report", key=key)
    with pytest.raises(AlreadyDone):
        finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report", key=key)
    with pytest.raises(Conflict, match="addendum"):
        finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report", key=uuid4())
    assert CarryingOut.objects.filter(case=case, step="report_finished").count() == 1


def test_an_outline_holds_what_the_hospital_needs_and_the_report_goes_on(county: County, case: Case) -> None:
    keep(county, case, {"practical": "The cat is with a neighbour.", "interview": "Not for the ward."})
    outline = finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="outline")
    assert "The cat is with a neighbour." in outline.content
    assert "Not for the ward." not in outline.content
    assert ReportDraft.objects.get(case=case).words["interview"] == "Not for the ward."
    assert standing_of(facts_of(case)).value != "following_up"
    assert finish_report(by=county.viewer("locality_amhp"), at=AT, case=case, kind="report").number == 2


def test_two_windows_never_overwrite_each_other(county: County, case: Case) -> None:
    one, two = UUID(int=1), UUID(int=2)
    assert keep(county, case, {"after": "one"}, page=one, sequence=1)
    assert keep(county, case, {"after": "one, more"}, page=one, sequence=2)
    assert not keep(county, case, {"after": "late"}, page=one, sequence=1)  # overtaken on its way
    assert not keep(county, case, {"after": "two"}, page=two, sequence=9)  # opened before the first kept
    assert keep(county, case, {"after": "two"}, page=two, opened_at=2, sequence=3)
    assert not keep(county, case, {"after": "one again"}, page=one, sequence=50)
    assert ReportDraft.objects.get(case=case).words == {"after": "two"}


def test_an_addendum_is_a_document_of_its_own(county: County, case: Case) -> None:
    document = finished(county, case)
    amhp = county.viewer("locality_amhp")
    added = add_to_document(by=amhp, at=AT + timedelta(hours=1), case=case, number=1, words="The GP rang.")
    assert (added.kind, added.adds_to_id, added.number) == ("addendum", document.pk, 2)
    whole = whole_document(case, 1)
    assert whole.as_finished and [words for _, words in whole.addenda] == ["The GP rang."]
    for number, words in ((2, "To an addendum"), (9, "To nothing"), (1, "  ")):
        with pytest.raises(ImpossibleFact):
            add_to_document(by=amhp, at=AT, case=case, number=number, words=words)


def test_sharing_is_recorded_and_can_be_corrected(county: County, case: Case) -> None:
    finished(county, case)
    amhp = county.viewer("locality_amhp")
    row = share_document(
        by=amhp, at=AT, case=case, number=1, to_whom="Ward manager, Larch", how="by hand, on paper"
    )
    assert [each.to_whom for each in whole_document(case, 1).sharings] == ["Ward manager, Larch"]
    correct_fact(
        by=amhp,
        at=AT,
        case=case,
        what="sharing",
        fact_id=row.pk,
        reason="Misheard",
        changes={"to_whom": "Ward manager, Rowan"},
    )
    assert [each.to_whom for each in whole_document(case, 1).sharings] == ["Ward manager, Rowan"]
    assert Sharing.objects.count() == 2
    with pytest.raises(ImpossibleFact, match="Choose the document"):
        share_document(by=amhp, at=AT, case=case, number=7, to_whom="GP", how="post")


def approve(county: County, **slots: str) -> None:
    """The demonstration's settings, with no letters but these."""
    kept = read_service_file(SETTINGS.read_text()).settings
    county.westmoor.settings = {
        path: entry for path, entry in kept.items() if not path.startswith("letter.")
    } | {
        f"letter.{name.replace('__', '.')}": {
            "value": text,
            "approved_by": "A. Lead",
            "approved_on": "2026-10-01",
        }
        for name, text in slots.items()
    }
    county.westmoor.save(update_fields=["settings"])


def test_a_letter_is_approved_text_or_there_is_none(county: County, case: Case) -> None:
    amhp = county.viewer("locality_amhp")
    with pytest.raises(ImpossibleFact, match="no approved text"):
        make_letter(by=amhp, at=AT, case=case, slot="person.english", to_name="Leah Marsh")
    approve(county, person__english=SAMPLE)
    case.service.refresh_from_db()
    with pytest.raises(ImpossibleFact, match="no approved text"):
        make_letter(by=amhp, at=AT, case=case, slot="person.welsh", to_name="Leah Marsh")
    letter = make_letter(by=amhp, at=AT, case=case, slot="person.english", to_name="Ms {amhp} Marsh")
    said = json.loads(letter.content)
    assert said["paragraphs"][0] == "Dear Ms {amhp} Marsh,"  # what somebody types is never read as a gap
    assert said["paragraphs"][1] == (
        f"About Leah Marsh, {case.reference}. Admitted to [not recorded: hospital]. Omar Farouk can tell you more."
    )
    assert (said["missing"], said["approved_by"]) == (["hospital"], "A. Lead")
    record_carrying_out(by=amhp, at=AT, case=case, step="admitted", place="Larch Ward")
    again = make_letter(by=amhp, at=AT, case=case, slot="person.english", to_name="Leah Marsh")
    assert "Admitted to Larch Ward." in json.loads(again.content)["paragraphs"][1]


def test_a_sheet_for_a_carer_is_a_slot_of_its_own(county: County, case: Case, author: Client) -> None:
    approve(county, carer_sheet__welsh="Annwyl {to},\n\n{one_number}")
    page = author.get(f"/cases/{case.reference}/letters/").content.decode()
    assert "Sheet for the family or a carer, Welsh" in page and "Sheet for the person, Easy Read" in page
    assert page.partition("Empty slots")[2].count("<li>") == 11
    made = make_letter(
        by=county.viewer("locality_amhp"),
        at=AT,
        case=Case.objects.get(pk=case.pk),
        slot="carer_sheet.welsh",
        to_name="Jo",
    )
    said = json.loads(made.content)
    assert said["paragraphs"][0] == "Annwyl Jo," and '"cy"' in json.dumps(said)


@pytest.fixture
def author(county: County, client_for: Callable[[str], Client], clock: Clock) -> Client:
    begin_duty(county, "locality_amhp")
    return client_for("locality_amhp")


def hidden(body: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', body)
    assert found is not None
    return found.group(1)


def test_the_page_works_without_script(case: Case, author: Client) -> None:
    address = f"/cases/{case.reference}/report/"
    body = author.get(address).content.decode()
    assert "She agreed to be seen at home." in body  # on the record already
    typed = {
        "key": hidden(body, "key"),
        "opened_at": hidden(body, "opened_at"),
        "wishes": "She wants her own bed.",
    }
    assert author.post(address, typed | {"do": "keep"}).status_code == 303
    body = author.get(address).content.decode()
    assert "She wants her own bed." in body and "Last kept 14:20:00" in body
    stale = author.post(
        address, typed | {"key": str(uuid4()), "wishes": "From the other window.", "do": "finish"}
    )
    shown = stale.content.decode()
    assert stale.status_code == 422
    assert "From the other window." in shown and "Kept in the other window" in shown
    assert "She wants her own bed." in shown
    chosen = {
        "key": hidden(shown, "key"),
        "opened_at": hidden(shown, "opened_at"),
        "wishes": "Her own bed, both say.",
    }
    done = author.post(address, chosen | {"do": "finish"})
    assert done.status_code == 303 and done["Location"].endswith("/documents/1/")
    assert author.post(address, chosen | {"do": "finish"})["Location"] == done["Location"]
    assert Document.objects.filter(case=case).count() == 1


def test_autosave_answers_when_it_was_kept_or_that_it_was_not(case: Case, author: Client) -> None:
    address = f"/cases/{case.reference}/report/draft/"
    sent = {"key": str(uuid4()), "opened_at": "0", "sequence": "1", "after": "A plan"}
    assert author.post(address, sent).json() == {"kept_at": "14:20:00", "values": {}}
    other = author.post(address, sent | {"key": str(uuid4())})
    assert other.status_code == 409 and "another window" in other.json()["say"]
    assert author.post(address, sent | {"sequence": "2", "after": "NUL\x00"}).status_code == 422
    assert author.post(address, sent | {"sequence": "2", "after": "x" * 20_001}).status_code == 422
    assert author.post(address, sent | {"key": "none"}).status_code == 400
    assert ReportDraft.objects.get(case=case).words == {"after": "A plan"}


def test_a_hostile_record_is_printed_whole_and_runs_nothing(
    county: County, case: Case, author: Client
) -> None:
    """Script, text turned round, emoji, template marks and 100,000 letters, through screen, sheets and PDF."""
    approve(county, person__english="Dear {to},\n\n{person}")
    case.service.refresh_from_db()
    amhp = county.viewer("locality_amhp")
    words = {part.key: f"{HOSTILE} {part.key} END" for part in PARTS}
    words["interview"] += "x" * 5_000 + " many" * 20_000 + " LAST"
    keep(county, case, words)
    finish_report(by=amhp, at=AT, case=case, kind="report")
    add_to_document(by=amhp, at=AT, case=case, number=1, words=HOSTILE)
    share_document(by=amhp, at=AT, case=case, number=1, to_whom=HOSTILE[:80], how="post")
    record_note(by=amhp, at=AT, case=case, text=HOSTILE + "x" * 100_000)
    make_letter(by=amhp, at=AT, case=case, slot="person.english", to_name=HOSTILE[:200])
    for place in ("documents/1/", "documents/3/", "print/", "copy/", "", "letters/"):
        body = author.get(f"/cases/{case.reference}/{place}").content.decode()
        assert "<script>alert" not in body, place
        assert re.findall(r"<script(?![^>]*\ssrc=)", body) == [], place
    made = author.get(f"/cases/{case.reference}/documents/1/pdf/")
    assert made.status_code == 200
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(made.content)).pages)
    assert (text.count("END"), text.count("many"), text.count("LAST")) == (len(PARTS), 20_000, 1)
    assert text.count("x") >= 5_000
    for shown in ("<script>alert(1)</script>", "{{ 7 * 7 }}", "{person.__class__}", "[U+202E]"):
        assert text.count(shown) > len(PARTS), shown


def test_a_pdf_of_the_report_reads_back(case: Case, county: County, author: Client) -> None:
    finished(county, case)
    made = author.get(f"/cases/{case.reference}/documents/1/pdf/?print=large")
    assert made["Content-Type"] == "application/pdf"
    assert f'attachment; filename="{case.reference}-report-1.pdf"' == made["Content-Disposition"]
    file = PdfReader(io.BytesIO(made.content))
    assert (
        file.metadata is not None
        and file.metadata.title == f"Report of the AMHP, version 1: {case.reference}"
    )
    for sheet in file.pages:
        text = sheet.extract_text()
        assert "Leah Marsh, born 2 May 1991 (age 35)" in text and case.reference in text
        assert "by Omar Farouk. Uncontrolled when printed." in " ".join(text.split())
    assert "Demonstration county" in file.pages[0].extract_text()


def test_where_no_pdf_can_be_made_the_page_says_so_and_still_prints(
    case: Case, county: County, author: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(county, case)

    def missing() -> None:
        raise pdf.PdfCannotBeMade(f"A system library is missing. {pdf.INSTALL}")

    monkeypatch.setattr(pdf, "_library", missing)
    answer = author.get(f"/cases/{case.reference}/documents/1/pdf/")
    assert answer.status_code == 503 and "libpango" in answer.content.decode()
    assert author.get(f"/cases/{case.reference}/documents/1/").status_code == 200
