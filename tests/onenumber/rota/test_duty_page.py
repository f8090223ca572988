"""The duty list on screen: who sees it, who changes it, and what happens to what is typed wrongly."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onenumber.rota.actions import record_duty
from onenumber.rota.models import Duty
from onenumber.rota.presenters.gaps import Gap, gaps_of
from onenumber.rota.queries import DutyLine
from tests.onenumber.conftest import AT, Clock, County

SEE = ["hub_amhp", "locality_amhp", "edt_officer", "amhp_lead", "manager", "trainee", "support"]
CHANGE = ["amhp_lead", "manager", "support"]
NEVER = ["auditor", "analyst", "system_admin"]


@pytest.fixture(autouse=True)
def _held(clock: Clock) -> None:
    """Tue 24 Nov 2026, 14:20."""


def typed(county: County, **changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "practitioner": str(county.practitioners["hub_amhp"].pk),
        "kind": "hub",
        "locality": "",
        "day": "24/11/2026",
        "starts": "0800",
        "ends": "1700",
        **changes,
    }


@pytest.mark.parametrize("role", [*SEE, *NEVER, "foreign"])
def test_who_sees_the_list(county: County, client_for: Callable[[str], Client], role: str) -> None:
    record_duty(
        by=county.viewer("support"),
        at=AT,
        service=county.westmoor,
        practitioner=county.practitioners["hub_amhp"],
        kind="hub",
        locality=None,
        starts_at=AT,
        ends_at=AT + timedelta(hours=3),
    )
    answer = client_for(role).get("/duty/")
    if role in NEVER:
        assert answer.status_code == 404
        return
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("Dilys Probert" in page) is (role != "foreign")
    assert ("Add a line" in page) is (role in CHANGE)
    assert ("Withdraw" in page) is (role in CHANGE)


@pytest.mark.parametrize("role", [*SEE, *NEVER, "foreign"])
@pytest.mark.parametrize("address", ["/duty/", "/duty/import/"])
def test_who_may_post(county: County, client_for: Callable[[str], Client], role: str, address: str) -> None:
    answer = client_for(role).post(address, {"key": str(uuid4())})
    assert answer.status_code == (422 if role in CHANGE else 404)


def test_a_line_is_typed_and_stands_on_the_page(county: County, client_for: Callable[[str], Client]) -> None:
    client = client_for("support")
    answer = client.post("/duty/", typed(county), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/duty/?from=2026-11-24", 303)]
    assert "Dilys Probert is on the duty list." in page
    assert "08:00 to 17:00" in page
    assert "On duty now" in page
    duty = Duty.objects.get()
    assert (duty.kind, duty.starts_at.hour, duty.ends_at.hour) == ("hub", 8, 17)


def test_the_same_form_twice_is_one_line(county: County, client_for: Callable[[str], Client]) -> None:
    client, form = client_for("manager"), typed(county)
    client.post("/duty/", form)
    assert client.post("/duty/", form).status_code in {302, 303}
    assert Duty.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"practitioner": ""}, "Choose who is on duty."),
        ({"practitioner": "999999999999999999999999"}, "Choose somebody from the list."),
        ({"kind": "king"}, "Choose hub, locality, EDT or spare."),
        ({"kind": "locality"}, "A locality duty needs its locality."),
        ({"day": "soon"}, "soon is not a date"),
        ({"day": "24/11/9999"}, "Give a year from 1900 to 2199."),
        ({"starts": "half nine"}, "Type the time like 0920"),
        ({"starts": "0130", "day": "28/03/2027"}, "01:30 did not happen on Sun 28 Mar 2027"),
        ({"ends": "9" * 200}, "Ensure this value has at most 20 characters"),
        ({"day": "24\x00/11"}, "Null characters are not allowed."),
    ],
)
def test_what_is_typed_wrongly_is_said_and_kept(
    county: County, client_for: Callable[[str], Client], changes: dict[str, str], said: str
) -> None:
    answer = client_for("amhp_lead").post("/duty/", typed(county, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="1700"' in page or "ends" in changes
    assert not Duty.objects.exists()


def test_somebody_on_duty_twice_is_said_on_the_page(
    county: County, client_for: Callable[[str], Client]
) -> None:
    client = client_for("amhp_lead")
    client.post("/duty/", typed(county))
    answer = client.post("/duty/", typed(county, starts="1600", ends="2000"))
    assert answer.status_code == 422
    assert "Dilys Probert is already on duty (hub)" in answer.content.decode()


def test_a_form_without_its_key_is_not_saved(county: County, client_for: Callable[[str], Client]) -> None:
    assert client_for("amhp_lead").post("/duty/", typed(county, key="?")).status_code == 400
    assert not Duty.objects.exists()


def test_withdrawing_asks_why(county: County, client_for: Callable[[str], Client]) -> None:
    client = client_for("support")
    client.post("/duty/", typed(county))
    address = f"/duty/{Duty.objects.get().pk}/withdraw/"
    assert "Why is this line withdrawn?" in client.get(address).content.decode()
    assert client.post(address, {"key": str(uuid4()), "reason": " "}).status_code == 422
    assert client.post(address, {"key": str(uuid4()), "reason": "unwell"}).status_code == 303
    assert Duty.objects.get().withdrawn_reason == "unwell"
    assert client.post(address, {"key": str(uuid4()), "reason": "again"}).status_code == 409
    assert "Dilys Probert</td>" not in client.get("/duty/").content.decode()


@pytest.mark.parametrize("role", ["hub_amhp", "locality_amhp", "edt_officer", "trainee", *NEVER, "foreign"])
def test_others_do_not_withdraw(county: County, client_for: Callable[[str], Client], role: str) -> None:
    client_for("support").post("/duty/", typed(county))
    address = f"/duty/{Duty.objects.get().pk}/withdraw/"
    client = client_for(role)
    assert client.get(address).status_code == 404
    assert client.post(address, {"key": str(uuid4()), "reason": "x"}).status_code == 404
    assert Duty.objects.get().withdrawn_at is None


GOOD = "date,name,kind,locality,from,to\n25/11/2026,Dilys Probert,hub,,0800,1700\n"


def test_a_list_is_pasted(county: County, client_for: Callable[[str], Client]) -> None:
    answer = client_for("support").post("/duty/import/", {"key": str(uuid4()), "text": GOOD}, follow=True)
    assert "Lines added to the duty list: 1." in answer.content.decode()
    assert Duty.objects.get().kind == "hub"


def test_a_list_is_a_file(county: County, client_for: Callable[[str], Client]) -> None:
    file = SimpleUploadedFile("duty.csv", b"\xef\xbb\xbf" + GOOD.encode())
    client_for("support").post("/duty/import/", {"key": str(uuid4()), "text": "", "file": file})
    assert Duty.objects.count() == 1


def test_a_wrong_list_names_its_rows_and_keeps_what_was_pasted(
    county: County, client_for: Callable[[str], Client]
) -> None:
    text = GOOD + "25/11/2026,No Body,hub,,0800,1700\n"
    answer = client_for("support").post("/duty/import/", {"key": str(uuid4()), "text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "nobody called No Body is in the list of people." in page
    assert "25/11/2026,Dilys Probert,hub" in page
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00\x00", "not UTF-8 text"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        (b"", "the file is empty"),
        (b"date,name\x00", "this is not a text file"),
    ],
)
def test_files_that_cannot_be_read(
    county: County, client_for: Callable[[str], Client], content: bytes, said: str
) -> None:
    file = SimpleUploadedFile("duty.csv", content)
    answer = client_for("support").post("/duty/import/", {"key": str(uuid4()), "text": "", "file": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_gaps_are_shown_in_words(county: County, client_for: Callable[[str], Client]) -> None:
    page = client_for("hub_amhp").get("/duty/?from=2026-11-27").content.decode()
    assert "Fri 27 Nov" in page
    assert "4 with nobody yet" in page  # hub, two localities, EDT
    assert "1 with nobody yet" in page  # Saturday: EDT alone


@pytest.mark.parametrize("asked", ["", "soon", "9999-12-31", "0001-01-01", "24/11/2026"])
def test_any_day_asked_for_gives_a_page(
    client_for: Callable[[str], Client], county: County, asked: str
) -> None:
    answer = client_for("hub_amhp").get("/duty/", {"from": asked})
    assert "Today, Tue 24 Nov" in answer.content.decode()


PERIODS = [
    {"kind": "day", "days": ["mon", "tue", "wed", "thu", "fri"], "starts": "08:00", "ends": "17:00"},
    {"kind": "edt", "days": ["mon", "tue", "wed", "thu", "fri"], "starts": "17:00", "ends": "08:00"},
    {"kind": "edt", "days": ["sat", "sun"], "starts": "08:00", "ends": "08:00"},
]


def line(where: str, starts: datetime, ends: datetime) -> tuple[str, DutyLine]:
    return where, DutyLine(1, 1, None, "A. Body", "", "hub", None, where, starts, ends, "", "")


def test_a_gap_of_part_of_a_day_is_a_gap() -> None:
    """Wednesday 25 November: the hub is covered, Highmoor only until one, EDT all night."""
    day = datetime(2026, 11, 25, tzinfo=UTC)
    lines = [
        line("Hub", day.replace(hour=7), day.replace(hour=12)),
        line("Hub", day.replace(hour=11), day.replace(hour=18)),
        line("Highmoor", day.replace(hour=8), day.replace(hour=13)),
        line("EDT", day.replace(hour=17), day.replace(hour=23)),
        line("EDT", day.replace(hour=23), day + timedelta(hours=32)),
    ]
    found = gaps_of(day.date(), lines, areas=["Ashmoor", "Highmoor"], periods=PERIODS)
    assert found == [Gap("Ashmoor", "08:00 to 17:00"), Gap("Highmoor", "13:00 to 17:00")]


def test_gaps_at_the_weekend_and_on_a_bank_holiday_are_those_of_edt() -> None:
    saturday, christmas = date(2026, 11, 28), date(2026, 12, 25)
    assert gaps_of(saturday, [], areas=["Ashmoor"], periods=PERIODS) == [Gap("EDT", "08:00 to 08:00")]
    assert gaps_of(christmas, [], areas=["Ashmoor"], periods=PERIODS) == [Gap("EDT", "17:00 to 08:00")]


def test_a_hole_between_two_lines_is_a_gap() -> None:
    day = datetime(2026, 11, 28, tzinfo=UTC)
    lines = [
        line("EDT", day.replace(hour=8), day.replace(hour=20)),
        line("EDT", day.replace(hour=21), day + timedelta(hours=33)),
    ]
    assert gaps_of(day.date(), lines, areas=[], periods=PERIODS) == [Gap("EDT", "20:00 to 21:00")]
