"""The pages of the record's governance: from a reference to a hold, a request answered, a record destroyed."""

import io
import json
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from onenumber.audit.models import Entry, Opening
from onenumber.cases.models import Case
from onenumber.governance.models import Destruction, LegalHold, Review, Shown, SubjectRequest
from onenumber.governance.queries import decided, holdings, items, reach_of
from onenumber.governance.views.requests import A_PAGE
from onenumber.persons.actions import correct_person
from onenumber.persons.models import Restriction
from tests.onenumber.conftest import AT, Clock, County, sign_in
from tests.onenumber.governance.making import DUE, make_record

Clients = Callable[[str], Client]


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    return make_record(county)


def typed(**said: str) -> dict[str, str]:
    return {"key": str(uuid4()), **said}


def words(answer) -> str:
    return answer.content.decode()


def test_a_reference_leads_to_the_record_and_nothing_of_the_person(case: Case, client_for: Clients) -> None:
    lead = client_for("amhp_lead")
    found = lead.post("/records/find/", {"reference": f" {case.reference.lower()} "})
    assert (found.status_code, found["Location"]) == (303, f"/records/of/{case.reference}/")
    page = words(lead.get(found["Location"]))
    for said in (
        "Mental health record",
        "20 years after the last contact",
        "24 Nov 2046",
        "not due yet",
        "1",
    ):
        assert said in page
    opened = words(lead.get(f"/records/of/{case.reference}/opened/"))
    assert "Dilys Probert" in opened and "Her brother asked for me" in opened and "colleague asked" in opened
    by_contact = words(lead.get(f"/records/of/{case.contact.reference}/"))
    assert case.reference in by_contact
    for name in ("Leah", "Marsh", "Gwilym"):
        assert name not in page + by_contact + opened + words(lead.get("/records/"))
    assert lead.post("/records/find/", {"reference": "WM-26-1"}).status_code == 404
    assert "Nothing under that reference" in words(lead.post("/records/find/", {"reference": ""}))


def test_restrict_lift_hold_release_and_keep(case: Case, county: County, client_for: Clients) -> None:
    lead, base = client_for("amhp_lead"), f"/records/of/{case.reference}"
    bad = lead.post(f"{base}/add/restrict/", typed(kind="gossip", reason="Her husband works here"))
    assert bad.status_code == 422 and "Her husband works here" in words(bad)
    assert lead.post(f"{base}/add/restrict/", typed(kind="staff", reason="Works here")).status_code == 303
    assert "restricted record" in words(lead.get(f"{base}/")) and "Works here" in words(lead.get(f"{base}/"))
    assert f"/records/of/{case.reference}/" in words(lead.get("/records/"))
    assert lead.post(f"{base}/add/restrict/", typed(kind="staff", reason="Works here")).status_code == 409
    assert lead.post(f"{base}/add/lift/", typed(reason="Left in May")).status_code == 303
    assert Restriction.objects.get().ended_reason == "Left in May"
    other = lead.post(f"{base}/add/hold/", typed(reason="Inquest", case_reference="WM-26-1"))
    assert other.status_code == 422 and "no such case" in words(other)
    twice = typed(reason="Inquest", case_reference=case.reference.lower())
    assert [lead.post(f"{base}/add/hold/", twice).status_code for _ in range(2)] == [303, 303]
    hold = LegalHold.objects.get()
    assert hold.case_reference == case.reference
    assert "A legal hold is in force" in words(lead.get(f"{base}/")) and "Inquest" in words(
        lead.get("/records/")
    )
    assert lead.post(f"{base}/add/release/", typed(hold="999", reason="Over")).status_code == 422
    assert lead.post(f"{base}/add/release/", typed(hold=str(hold.pk), reason="Over")).status_code == 303
    for day, status in (("24/11/2026", 422), ("1/1/2190", 422), ("soon", 422), ("1/12/2026", 303)):
        assert lead.post(f"{base}/add/keep/", typed(keep_until=day, reason="A claim")).status_code == status
    assert Review.objects.get().reason == "A claim"
    assert lead.get(f"{base}/add/forget/").status_code == 404
    early = lead.post(f"{base}/add/propose/", typed(reason="Tidying up"))
    assert early.status_code == 409 and "not due yet" in words(early)


def filled_page(case: Case) -> dict[str, str]:
    """The first page of what is not decided, filled in; what names the brother is left out, all else shown."""
    rows = holdings(reach_of(case.person))
    kept = decided(SubjectRequest.objects.get(), rows)
    said = typed()
    for place, (row, each) in enumerate([pair for pair in items(rows) if pair[1].item not in kept][:A_PAGE]):
        said |= {
            f"{place}-about": f"{each.item} {each.digest}",
            f"{place}-choice": "all",
            f"{place}-ground": "own",
        }
        if row.kind == "relative" or "Ring Gwilym" in each.text:
            said |= {f"{place}-choice": "nothing", f"{place}-ground": "third_party"}
        if row.kind == "note":
            said |= {
                f"{place}-choice": "part",
                f"{place}-ground": "third_party",
                f"{place}-words": "[left out] rang",
            }
    return said


def decide_all(lead: Client, address: str, case: Case) -> None:
    """Page after page until every text was looked at."""
    for _ in range(20):
        if "Every text was looked at" in words(lead.get(address)):
            return
        assert lead.post(address, filled_page(case)).status_code == 303
    raise AssertionError("there is always something left")


def test_somebody_asks_to_see_what_is_held(case: Case, county: County, client_for: Clients) -> None:
    lead = client_for("amhp_lead")
    base = f"/records/of/{case.reference}/add/request/"
    begun = typed(
        received_day="23/11/2026",
        received_time="10:00",
        asked_by="person",
        identity="Passport seen by A. Khan",
    )
    made = lead.post(base, begun)
    address = made["Location"]
    assert (made.status_code, address) == (303, "/records/requests/SAR-26-1/")
    assert lead.post(base, begun | typed()).status_code == 409, "one open request a person"
    assert lead.get(address)["Location"].startswith(f"/cases/{case.reference}/reason/?next="), (
        "reading the words needs the record open"
    )
    lead.post(f"/cases/{case.reference}/reason/", typed(reason="Answering SAR-26-1, nobody else is in today"))
    page = "".join(words(lead.get(f"{address}?page={number}")) for number in (1, 2, 3, "x", 99999))
    for said in (
        "Her brother Gwilym rang: he has the key",
        "Gwilym Marsh",
        "The dog bites",
        "Ring Gwilym first",
    ):
        assert said in page
    assert "Leah Marsh" not in page, "what is plainly the person's own needs no decision"
    assert Opening.objects.filter(how="subject_access", user_id=county.users["amhp_lead"].pk).count() == 1
    assert lead.post(f"{address}given-out/").status_code == 409, "not before each was looked at"
    assert lead.post(address, typed()).status_code == 422
    wrong = filled_page(case)
    wrong["0-ground"] = "harm"
    refused = lead.post(address, wrong)
    assert (
        refused.status_code == 422
        and "Choose why it is shown" in words(refused)
        and "choose" in words(refused)
    )
    assert not Shown.objects.exists()
    decide_all(lead, address, case)
    taken = lead.post(f"{address}given-out/")
    assert taken["Content-Type"] == "application/zip" and "SAR-26-1.zip" in taken["Content-Disposition"]
    packed = zipfile.ZipFile(io.BytesIO(taken.content))
    html, data = packed.read("record.html").decode(), json.loads(packed.read("record.json"))
    assert "Leah Marsh" in html and "[left out] rang" in html and "The dog bites" in html
    assert "Gwilym" not in html and "Gwilym" not in json.dumps(data)
    kinds = [row["kind"] for row in data["rows"]]
    assert kinds[0] == "person" and {
        "case",
        "contact",
        "note",
        "relative",
        "opening",
        "message",
        "offer",
    } <= set(kinds)
    assert Entry.objects.filter(verb="subject_request.given_out", subject="SAR-26-1").count() == 1
    assert lead.post(f"{address}end/", typed(how="refused")).status_code == 422
    assert lead.post(f"{address}end/", typed(how="sent")).status_code == 303
    assert SubjectRequest.objects.get().ended_how == "sent"
    assert lead.post(f"{address}given-out/").status_code == 409


def test_a_corrected_fact_is_looked_at_again_and_the_correction_shows_first(
    case: Case, county: County, client_for: Clients
) -> None:
    lead, hub = client_for("amhp_lead"), county.viewer("hub_amhp")
    lead.post(f"/cases/{case.reference}/reason/", typed(reason="Answering the request of today"))
    begun = typed(
        received_day="today", received_time="10:00", asked_by="for_them", identity="Power of attorney seen"
    )
    address = lead.post(f"/records/of/{case.reference}/add/request/", begun)["Location"]
    decide_all(lead, address, case)
    correct_person(
        by=hub, at=AT, person=case.person, field="name", value="Lea Marsh", reason="Spelt by her mother"
    )
    page = words(lead.get(address))
    assert "Spelt by her mother" in page and "1 texts are not decided yet" in page
    assert lead.post(f"{address}given-out/").status_code == 409
    row, said = next(pair for pair in items(holdings(reach_of(case.person))) if "mother" in pair[1].text)
    lead.post(
        address, typed(**{"0-about": f"{said.item} {said.digest}", "0-choice": "all", "0-ground": "own"})
    )
    packed = zipfile.ZipFile(io.BytesIO(lead.post(f"{address}given-out/").content))
    html = packed.read("record.html").decode()
    assert row.kind == "person correction"
    assert html.index("Lea Marsh") < html.index("Leah Marsh"), "as it is now first, as it was after it"
    stale = lead.post(f"{address}?all=1", typed(**{"0-about": "persons.person.1.name x", "0-choice": "all"}))
    assert stale.status_code == 422 and "changed since you opened" in words(stale)


def test_two_people_destroy_and_the_certificate_stays(
    case: Case, county: County, client_for: Clients, clock: Clock
) -> None:
    clock.at = DUE
    lead, manager = client_for("amhp_lead"), client_for("manager")
    assert case.reference in words(lead.get("/records/"))
    made = lead.post(f"/records/of/{case.reference}/add/propose/", typed(reason="Read; nothing is pending"))
    address = made["Location"]
    assert (made.status_code, address) == (303, "/records/destructions/D-47-1/")
    own = words(lead.get(address))
    assert "I withdraw it" in own and "I approve" not in own
    assert lead.post(address, typed(answer="approved")).status_code == 422
    assert "D-47-1" in words(manager.get("/records/"))
    assert f"/records/of/{case.reference}/" not in words(manager.get("/records/")), "no way in for a manager"
    assert manager.post(address, typed(answer="refused")).status_code == 422
    assert manager.post(address, typed(answer="approved")).status_code == 303
    certificate = words(manager.get(address))
    for said in (
        "Certificate of destruction D-47-1",
        case.reference,
        "Piotr Malik",
        "Helen Ashdown",
        "Records Management Code",
    ):
        assert said in certificate
    assert not Case.objects.exists() and Destruction.objects.get().answer == "approved"
    assert lead.get(f"/records/of/{case.reference}/").status_code == 404
    assert client_for("hub_amhp").get(f"/cases/{case.reference}/").status_code == 404
    assert "D-47-1" in words(lead.get("/records/"))


@pytest.mark.parametrize("role", ["hub_amhp", "edt_officer", "support", "auditor", "system_admin", "foreign"])
def test_who_gets_no_page(case: Case, county: County, client_for: Clients, role: str) -> None:
    for address in (
        "/records/",
        "/records/schedule/",
        f"/records/of/{case.reference}/",
        "/records/requests/SAR-26-1/",
    ):
        assert client_for(role).get(address).status_code == 404
    manager = sign_in(Client(), county.users["manager"])
    assert manager.get("/records/").status_code == 200
    assert manager.get(f"/records/of/{case.reference}/").status_code == 404
