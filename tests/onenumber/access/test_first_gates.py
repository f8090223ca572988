"""The gates: who is looking, what a raised answer becomes, and what the failure pages keep."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from onenumber.access.models import ROLES, Grant
from onenumber.access.queries import ReasonNeeded, viewer_for
from onenumber.audit.actions import AlreadyDone, Conflict, NotAllowed
from onenumber.records.models import WorkerBeat
from onenumber.records.submissions import read_key
from tests.onenumber.access.only_this_room import urlpatterns as room_urls
from tests.onenumber.conftest import AT, County
from tests.onenumber.doors import doors


def raising(request):
    raise {
        "already": AlreadyDone("/board/"),
        "conflict": Conflict("Omar Farouk has it.", link="/board/", link_text="Board"),
        "not_allowed": NotAllowed("case.opened"),
        "reason": ReasonNeeded("/cases/WM-26-1/reason/"),
        "fault": RuntimeError("our fault"),
    }[request.POST["what"]]


def keyed(request):
    read_key(request.POST.get("key"))
    return HttpResponse("taken")


urlpatterns = [path("raising/", raising), path("keyed/", keyed), *room_urls]
handler500 = "onenumber.access.views.failures.server_error"
handler404 = "onenumber.access.views.failures.not_found"
handler400 = "onenumber.access.views.failures.bad_request"


def post(client, what, **more):
    return client.post("/raising/", {"what": what, **more})


@pytest.fixture(autouse=True)
def _addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize(
    ("what", "status", "leads_to"),
    [
        ("already", 303, "/board/"),
        ("reason", 302, "/cases/WM-26-1/reason/?next=%2F"),
        ("not_allowed", 404, None),
        ("conflict", 409, None),
    ],
)
def test_what_a_view_raises_becomes_an_answer(client_for, what, status, leads_to):
    answer = post(client_for("hub_amhp"), what)
    assert (answer.status_code, answer.headers.get("Location")) == (status, leads_to)


def test_a_conflict_names_the_winner_and_keeps_what_was_typed(client_for):
    body = post(client_for("hub_amhp"), "conflict", note="Rang twice").content.decode()
    assert "Omar Farouk has it." in body
    assert "Rang twice" in body
    assert "Send again" not in body


def test_our_own_fault_is_a_page_that_asks_nothing_of_the_database(client_for, django_assert_max_num_queries):
    client = client_for("hub_amhp")
    client.raise_request_exception = False
    client.get("/health/")  # the sign-in's first request writes down when it began
    with django_assert_max_num_queries(3 + doors()):  # session, user, grants: before the fault, none after it
        answer = post(client, "fault")
    assert answer.status_code == 500
    assert "That did not work" in answer.content.decode()


def test_a_lost_key_keeps_the_answers_and_hands_out_a_sound_key(client_for):
    answer = client_for("hub_amhp").post(
        "/keyed/", {"key": "nonsense", "note": "Told by PC Hobbs"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "Told by PC Hobbs" in body
    assert "Send again" in body
    assert 'value="nonsense"' not in body


def test_signed_out_leads_to_sign_in_and_back(db):
    answer = Client().get("/keyed/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fkeyed%2F%3Fpage%3D2")


def test_a_form_sent_after_the_sign_in_ended_is_shown_again_to_its_sender_alone(db):
    own = Client().post("/keyed/", {"note": "Rang at 14:02"}, headers={"Origin": "http://testserver"})
    assert own.status_code == 401
    assert "Rang at 14:02" in own.content.decode()
    stranger = Client().post("/keyed/", {"note": "Rang at 14:02"}, headers={"Origin": "http://evil.example"})
    assert stranger.status_code == 302
    assert "Rang at 14:02" not in stranger.content.decode()


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/take/C-26-7/?from=4", "%2Ftake%2FC-26-7%2F%3Ffrom%3D4"),
        ("http://evil.example/take/", "%2F"),
        ("//evil.example/", "%2F"),
        ("javascript:alert(1)", "%2F"),
        ("", "%2F"),
    ],
)
def test_a_form_leads_back_to_its_own_page_and_never_to_another_site(db, came_from, leads_to):
    headers = {"Sec-Fetch-Site": "same-origin", "Referer": came_from}
    body = Client().post("/keyed/", {"note": "x"}, headers=headers).content.decode()
    assert f'href="/sign-in/?next={leads_to}"' in body
    assert "evil" not in body


def test_each_role_opens_on_its_own_page(client_for):
    opens_on = {role: client_for(role).get("/").headers.get("Location", "") for role in [*ROLES, "foreign"]}
    assert opens_on == {
        "hub_amhp": "/board/",
        "amhp_lead": "/board/",
        "edt_officer": "/board/",
        "trainee": "/board/",
        "support": "/board/",
        "foreign": "/board/",
        "locality_amhp": "/my-day/",
        "manager": "/return/",
        "system_admin": "/settings/",
        "auditor": "",
        "analyst": "",
    }
    assert "There is no page for your role yet" in client_for("analyst").get("/").content.decode()


def test_a_script_is_told_plainly_that_it_is_signed_out(db):
    assert Client().get("/keyed/", headers={"X-Fragment": "board"}).status_code == 401


def test_a_form_without_our_mark_is_refused_and_its_words_are_kept(county: County):
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.users["hub_amhp"])
    form = {"key": "nonsense", "note": "Told by PC Hobbs", "password": "hunter2"}
    own = client.post("/keyed/", form, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 403
    assert "Told by PC Hobbs" in own.content.decode()
    assert "hunter2" not in own.content.decode()
    assert "Send again" in own.content.decode()
    foreign = client.post("/keyed/", form, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Send again" not in foreign.content.decode(), "a stranger's form must not get a button of ours"


def test_health_is_public_and_holds_no_data(db, settings):
    texts = b"texts: no gateway is set up, so none are sent; screen and e-mail stand in\n"
    wall = {  # the tests' own role is a superuser
        "sqlite": b"", "postgresql": b"row security: off: the role that serves is a superuser or may bypass it\n",
    }[connection.vendor]  # fmt: skip
    well = b"well\n" + wall
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (200, well + texts)
    settings.TEXT_GATEWAY = object()
    assert Client().get("/health/").content == well


def test_health_says_that_the_worker_is_silent(county: County, clock):
    type(county.westmoor).objects.update(settings={"worker.silent_minutes": {"value": 3}})
    assert (
        Client().get("/health/").content.startswith(b"not well: the worker has been silent since the start")
    )
    WorkerBeat.objects.create(name="worker", beat_at=AT)
    clock.forward(minutes=3)
    assert Client().get("/health/").content.startswith(b"well\n")
    clock.forward(seconds=1)
    answer = Client().get("/health/")
    assert answer.status_code == 200  # the web server is well: nobody should take it away
    assert answer.content.startswith(
        b"not well: the worker has been silent since 2026-11-24 14:20:00 UTC: messages"
    )


def test_grants_count_only_while_they_are_in_force(county: County, django_assert_max_num_queries):
    user = county.users["hub_amhp"]
    with django_assert_max_num_queries(2):
        now = viewer_for(user, at=AT)
    assert now.services("hub_amhp") == (county.westmoor.id,)
    assert now.practitioner_id == county.practitioners["hub_amhp"].id
    Grant.objects.filter(user=user).update(ends_at=AT)
    assert viewer_for(user, at=AT).grants == ()
    user.is_active = False
    assert viewer_for(user, at=AT).user_id == 0


def test_the_menu_shows_only_what_the_role_may_open(client_for):
    lead = post(client_for("amhp_lead"), "not_allowed").content.decode()
    analyst = post(client_for("analyst"), "not_allowed").content.decode()
    assert 'href="/openings/"' in lead
    assert 'href="/board/"' not in analyst
    assert 'href="/openings/"' not in analyst
