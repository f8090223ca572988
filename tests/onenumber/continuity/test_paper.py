"""Typing paper in: the screens' own forms, with the time and the hand of the paper, until no sheet is missing."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import resolve

from onenumber.access.models import Role
from onenumber.allocation.models import Offer
from onenumber.audit.actions import Conflict
from onenumber.cases.models import Case, Commitment, Decision, Note
from onenumber.continuity.actions import begin_paper, end_paper, void_sheet
from onenumber.continuity.models import PAPER_KINDS, PaperPeriod, Sheet, SheetEntry
from onenumber.continuity.queries import reckon
from onenumber.intake.models import Contact
from onenumber.messaging.models import Delivery, Message
from onenumber.records.models import Submission
from tests.onenumber.cases.making import begin_duty, make_case
from tests.onenumber.conftest import AT, Clock, County

pytestmark = pytest.mark.django_db
NIGHT = AT - timedelta(hours=12)  # 02:20
Clients = Callable[[str], Client]


@pytest.fixture
def night(westmoor: County, clock: Clock) -> PaperPeriod:
    """A night on paper, ten sheets handed out."""
    return begin_paper(
        by=westmoor.viewer("hub_amhp"), at=AT, service=westmoor.westmoor, began_at=NIGHT, over_at=AT,
        pack="WM-261124-0215", numbers=range(1, 11), key=uuid4(),
    )  # fmt: skip


@pytest.fixture
def case(westmoor: County) -> Case:
    """A case of the evening before, open to those who type."""
    for key in ("hub_amhp", "trainee"):
        begin_duty(westmoor, key)
    return make_case(westmoor, at=AT - timedelta(hours=14))


def head(
    county: County,
    case: Case | None = None,
    *,
    number: int = 1,
    kind: str = "note",
    hand: str = "edt_officer",
) -> dict[str, str]:
    """What stands on top of a sheet."""
    return {
        "key": str(uuid4()), "number": str(number), "kind": kind, "about": case.reference if case else "",
        "happened_day": "24/11/2026", "happened_time": "0330",
        "practitioner": str(county.practitioners[hand].pk), "written_by": "",
    }  # fmt: skip


def begun(client: Client, night: PaperPeriod, form: dict[str, str]) -> str:
    """The screen that the sheet leads to."""
    answer = client.post(f"/paper/{night.reference}/", form)
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def text(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def note(client: Client, address: str, words: str = "He was asleep when I rang") -> str:
    """Save the note's own form; where it leads."""
    form = {"key": str(uuid4()), "text": words, "happened_day": "24/11/2026", "happened_time": "0330"}
    answer = client.post(address, form)
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def test_a_sheet_becomes_a_fact_of_its_own_time_and_hand(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    address = begun(client, night, head(westmoor, case))
    assert address.startswith(f"/cases/{case.reference}/add/note/?paper=")
    page = text(client, address)
    assert "You are typing in sheet 1</b>, written by Ruth Nkemelu, Tue 24 Nov 2026 03:30" in page
    assert 'value="24/11/2026"' in page
    assert 'value="03:30"' in page
    assert "Dilys Probert, hub AMHP" in page.replace(
        "Hub", "hub"
    )  # who is signed in is still who is signed in
    assert note(client, address) == f"/paper/{night.reference}/?typed=1"
    kept = Note.objects.get()
    assert (kept.happened_at, kept.recorded_at) == (NIGHT + timedelta(minutes=70), AT)
    assert kept.by_name == f"Ruth Nkemelu on paper (sheet 1 of {night.reference}), typed in by Dilys Probert"
    assert kept.by_id == westmoor.users["hub_amhp"].pk
    assert "Written up 14:20 by Ruth Nkemelu on paper" in text(client, f"/cases/{case.reference}/")
    assert "10 handed out = 1 typed in + 0 void + 9 missing" in text(client, f"/paper/{night.reference}/")


def test_a_live_call_in_another_tab_stays_live(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    begun(client, night, head(westmoor, case))
    note(client, f"/cases/{case.reference}/add/note/", "Just rang")
    assert Note.objects.get().by_name == "Dilys Probert"
    assert reckon(night).typed == 0


def test_a_sheet_begun_and_left_is_missing_and_can_be_begun_again(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    begun(client_for("hub_amhp"), night, head(westmoor, case))
    assert "Dilys Probert began" in text(client_for("support"), f"/paper/{night.reference}/")
    assert reckon(night).missing == 10
    again = begun(client_for("trainee"), night, head(westmoor, case))
    note(client_for("trainee"), again)
    assert reckon(night).missing == 9


def test_a_form_sent_twice_leads_back_to_the_sheets_twice(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    address = begun(client, night, head(westmoor, case))
    form = {"key": str(uuid4()), "text": "Twice", "happened_day": "24/11/2026", "happened_time": "0330"}
    led = [client.post(address, form).headers["Location"] for _ in range(2)]
    assert led == [f"/paper/{night.reference}/?typed=1"] * 2
    assert Note.objects.count() == 1


def test_one_entry_is_typed_in_once(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    address = begun(client, night, head(westmoor, case))
    note(client, address)
    again = client.post(address, {"key": str(uuid4()), "text": "Again"})
    assert again.headers["Location"] == f"/paper/{night.reference}/?typed=1"
    assert Note.objects.count() == 1
    row = Submission.objects.get(paper_entry_id__isnull=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            key=uuid4(),
            by_id=row.by_id,
            verb="x",
            leads_to="/",
            recorded_at=AT,
            paper_entry_id=row.paper_entry_id,
        )


@pytest.mark.parametrize("role", ["edt_officer", "foreign", "manager"])
def test_somebody_elses_sheet_is_no_page(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients, role: str
) -> None:
    address = begun(client_for("hub_amhp"), night, head(westmoor, case))
    other = client_for(role)
    assert other.get(address).status_code == 404
    assert other.get("/keys/?paper=999999999999999999999").status_code == 404
    assert other.get("/keys/?paper=x").status_code == 404
    assert Note.objects.count() == 0


def test_what_is_alike_is_shown_before_it_is_typed_twice(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    note(client, begun(client, night, head(westmoor, case)))
    form = head(westmoor, case, number=2)
    asked = client.post(f"/paper/{night.reference}/", form)
    assert asked.status_code == 422
    assert "Sheet 1: A note" in asked.content.decode()
    assert SheetEntry.objects.count() == 1
    note(client, begun(client, night, form | {"same": "no"}), "Something else")
    again = client.post(f"/paper/{night.reference}/", head(westmoor, case, number=2))
    assert "Sheet 2 itself was typed in already" in again.content.decode()
    assert (
        client.post(
            f"/paper/{night.reference}/", head(westmoor, case, number=3) | {"happened_time": "0500"}
        ).status_code
        == 303
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "11"}, "Sheet 11 is not on the list"),
        ({"number": "0"}, "1"),
        ({"kind": "decision", "about": ""}, "Type the reference of the case"),
        ({"about": "the man on ward 3"}, "Type the reference of the case"),
        ({"practitioner": ""}, "Choose who wrote it"),
        ({"happened_time": "1600"}, "has not come yet"),
        ({"happened_time": ""}, "Type the time"),
        ({"written_by": "x" * 300}, "120"),
    ],
)
def test_a_bad_head_is_refused_with_what_was_typed(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients, change: dict[str, str], said: str
) -> None:
    answer = client_for("hub_amhp").post(f"/paper/{night.reference}/", head(westmoor, case) | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert all(value in page for value in change.values() if value)
    assert SheetEntry.objects.count() == 0


def test_a_short_reference_is_enough(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    short = case.reference.rpartition("-")[2]
    address = begun(client_for("hub_amhp"), night, head(westmoor, case) | {"about": short})
    assert address.startswith(f"/cases/{case.reference}/add/note/")


def test_a_contact_from_paper_came_when_the_paper_says(
    westmoor: County, night: PaperPeriod, client_for: Clients
) -> None:
    client = client_for("hub_amhp")
    opened = client.get(begun(client, night, head(westmoor, kind="contact")))
    address = opened.headers["Location"]
    form = {
        "key": str(uuid4()), "kind": "advice", "caller_role": "Ward manager", "place": "Ward 3", "event": "nothing",
        "danger": "no", "words": "She asked about section 5(2)",
    }  # fmt: skip
    assert re.fullmatch(r"/take/C-26-\d+/\?paper=\d+", address)
    answer = client.post(address, form)
    assert answer.headers["Location"] == f"/paper/{night.reference}/?typed=1"
    contact = Contact.objects.get()
    assert (contact.happened_at, contact.recorded_at) == (NIGHT + timedelta(minutes=70), AT)
    assert contact.duty_kind == "edt"
    assert contact.by_name.startswith("Ruth Nkemelu on paper")


def test_an_offer_its_answer_and_the_decision_come_from_paper_and_nobody_is_told_again(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client, amhp = client_for("hub_amhp"), westmoor.practitioners["locality_amhp"]
    address = begun(client, night, head(westmoor, case, kind="offer"))
    sent = client.post(
        address, {"key": str(uuid4()), "ask": str(amhp.pk), "how": "together", "minutes": "20"}
    )
    assert sent.status_code == 303, sent.content.decode()
    offer = Offer.objects.get()
    assert (offer.happened_at, offer.answer_by) == (
        NIGHT + timedelta(minutes=70),
        NIGHT + timedelta(minutes=90),
    )
    address = begun(client, night, head(westmoor, case, number=2, kind="answer") | {"happened_time": "0345"})
    [page] = re.findall(r'href="(/offers/\d+/\?paper=\d+)"', text(client, address))
    answered = client.post(page, {"key": str(uuid4()), "answer": "accept"})
    assert answered.headers["Location"] == f"/paper/{night.reference}/?typed=2"
    held = Commitment.objects.get()
    assert (held.practitioner, held.happened_at) == (amhp, NIGHT + timedelta(minutes=85))
    assert Message.objects.count() > 0
    assert Delivery.objects.count() == 0
    decision = {
        "key": str(uuid4()), "outcome": "NFA", "reasons": "Seen and well", "happened_day": "24/11/2026",
        "happened_time": "0500",
    }  # fmt: skip
    of_another = begun(client, night, head(westmoor, case, number=3, kind="decision", hand="edt_officer"))
    assert client.post(of_another, decision).status_code == 409
    address = begun(client, night, head(westmoor, case, number=4, kind="decision", hand="locality_amhp"))
    assert client.post(address, decision).status_code == 303
    decided = Decision.objects.get()
    assert decided.amhp_name == "Omar Farouk"
    assert "typed in by Dilys Probert" in decided.by_name


def test_the_hub_answers_for_nobody_without_paper(
    westmoor: County, night: PaperPeriod, case: Case, client_for: Clients
) -> None:
    client, amhp = client_for("hub_amhp"), westmoor.practitioners["locality_amhp"]
    client.post(
        f"/offers/new/{case.reference}/",
        {"key": str(uuid4()), "ask": str(amhp.pk), "how": "together", "minutes": "20"},
    )
    offer = Offer.objects.get()
    assert client.get(f"/offers/{offer.pk}/").status_code == 404
    assert "Type in the answer" not in text(client, f"/offers/new/{case.reference}/")


def test_it_ends_when_no_sheet_is_missing(westmoor: County, night: PaperPeriod) -> None:
    by = westmoor.viewer("amhp_lead")
    with pytest.raises(Conflict, match="10 of 10 sheets are missing"):
        end_paper(by=by, at=AT, period=night)
    for sheet in Sheet.objects.select_related("period"):
        void_sheet(by=by, at=AT, sheet=sheet, reason="Never used")
    end_paper(by=by, at=AT, period=night)
    night.refresh_from_db()
    assert night.ended_at == AT
    with pytest.raises(Conflict, match="finished"):
        end_paper(by=by, at=AT, period=night)


def test_there_is_one_time_on_paper_at_once(westmoor: County, night: PaperPeriod) -> None:
    with pytest.raises(Conflict, match="not finished"):
        begin_paper(
            by=westmoor.viewer("hub_amhp"), at=AT, service=westmoor.westmoor, began_at=NIGHT, over_at=None, pack="",
            numbers=[1],
        )  # fmt: skip


def test_sheets_are_kept(westmoor: County, night: PaperPeriod) -> None:
    for change in (
        lambda: Sheet.objects.all().delete(),
        lambda: Sheet.objects.update(number=1),
        lambda: PaperPeriod.objects.update(pack="another"),
    ):
        with pytest.raises(Exception, match="nothing recorded is overwritten"), transaction.atomic():
            change()


def test_every_kind_of_sheet_has_a_screen() -> None:
    for kind in PAPER_KINDS:
        resolve(kind.address.format(reference="WM-26-1856").partition("?")[0])


@pytest.mark.parametrize(
    ("role", "sees", "keeps"),
    [
        (Role.HUB_AMHP, 200, True), (Role.AMHP_LEAD, 200, True), (Role.EDT_OFFICER, 200, False),
        (Role.SUPPORT, 200, False), (Role.LOCALITY_AMHP, 404, False), (Role.MANAGER, 404, False),
    ],
)  # fmt: skip
def test_who_types_and_who_keeps_the_list(
    westmoor: County, night: PaperPeriod, client_for: Clients, role: Role, sees: int, keeps: bool
) -> None:
    client = client_for(role)
    assert client.get(f"/paper/{night.reference}/").status_code == sees
    answer = client.post(f"/paper/{night.reference}/sheets/", {"key": str(uuid4()), "numbers": "11-12"})
    assert (answer.status_code == 303) is keeps
    assert night.sheets.count() == (12 if keeps else 10)
