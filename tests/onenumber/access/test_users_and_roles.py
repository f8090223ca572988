"""Giving people a sign-in and roles: who may, who may not, and what it opens."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onenumber.access.actions import add_user, disable_user, enable_user, end_grant, grant_role
from onenumber.access.models import Grant, Role, User
from onenumber.access.queries import viewer_for
from onenumber.audit.actions import AlreadyDone, Conflict, NotAllowed
from onenumber.audit.models import Entry
from tests.onenumber.conftest import AT

EVERYBODY_ELSE = [role for role in Role if role is not Role.SYSTEM_ADMIN]
SETTINGS = "/settings/"


def form(**facts):
    return {
        "key": str(uuid4()),
        "name": "Nia Vaughan",
        "email": "nia@wm.example",
        "role": "hub_amhp",
        **facts,
    }


def test_a_user_is_added_with_a_first_role_and_no_password(county):
    user = add_user(
        by=county.viewer("system_admin"),
        at=AT,
        service_id=county.westmoor.id,
        name="Nia Vaughan",
        email="Nia@WM.example",
        role=Role.HUB_AMHP,
    )
    assert not user.has_usable_password()
    assert viewer_for(user, at=AT).services("hub_amhp") == (county.westmoor.id,)
    entry = Entry.objects.get(verb="user.added")
    assert (entry.subject, entry.role, entry.fields) == (f"user {user.pk}", "system_admin", "name,email,role")
    assert "Nia" not in f"{entry.subject}{entry.fields}", "the audit holds ids and verbs, never names"


def test_somebody_known_from_another_service_keeps_their_sign_in(county):
    foreign = county.users["foreign"]
    user = add_user(
        by=county.viewer("system_admin"),
        at=AT,
        service_id=county.westmoor.id,
        name="Somebody Else",
        email=foreign.email.upper(),
        role=Role.EDT_OFFICER,
    )
    assert user == foreign
    assert User.objects.get(pk=foreign.pk).name == "Frank Eastley"
    assert viewer_for(user, at=AT).services() == (county.eastmere.id, county.westmoor.id)


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_other_role_manages_users(county, role):
    by, target = county.viewer(role), county.users["support"]
    grant = Grant.objects.get(user=target)
    here = county.westmoor.id
    attempts = [
        lambda: add_user(by=by, at=AT, service_id=here, name="X", email="x@wm.example", role=Role.HUB_AMHP),
        lambda: grant_role(by=by, at=AT, user=target, service_id=here, role=Role.HUB_AMHP),
        lambda: end_grant(by=by, at=AT, grant=grant),
        lambda: disable_user(by=by, at=AT, user=target, service_id=here),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert Grant.objects.filter(user=target).count() == 1
    assert not User.objects.filter(email="x@wm.example").exists()


def test_an_administrator_rules_their_own_service_only(county):
    with pytest.raises(NotAllowed):
        add_user(
            by=county.viewer("system_admin"),
            at=AT,
            service_id=county.eastmere.id,
            name="X",
            email="x@em.example",
            role=Role.HUB_AMHP,
        )
    with pytest.raises(NotAllowed):
        end_grant(
            by=county.viewer("system_admin"), at=AT, grant=Grant.objects.get(user=county.users["foreign"])
        )


def test_nobody_gives_or_ends_their_own_roles(county, client_for):
    own = county.users["system_admin"]
    with pytest.raises(NotAllowed):
        grant_role(
            by=county.viewer("system_admin"),
            at=AT,
            user=own,
            service_id=county.westmoor.id,
            role=Role.HUB_AMHP,
        )
    with pytest.raises(NotAllowed):
        end_grant(by=county.viewer("system_admin"), at=AT, grant=Grant.objects.get(user=own))
    with pytest.raises(NotAllowed):
        disable_user(by=county.viewer("system_admin"), at=AT, user=own, service_id=county.westmoor.id)
    answer = client_for("system_admin").post(f"{SETTINGS}users/{own.pk}/", form(role="hub_amhp"))
    assert answer.status_code == 404
    assert Grant.objects.filter(user=own).count() == 1


def test_a_role_counts_from_its_first_to_its_last_moment(county):
    user, here = county.users["support"], county.westmoor.id
    grant_role(
        by=county.viewer("system_admin"),
        at=AT,
        user=user,
        service_id=here,
        role=Role.TRAINEE,
        begins_at=AT + timedelta(days=1),
        ends_at=AT + timedelta(days=2),
    )

    def holds(at):
        return viewer_for(user, at=at).may_in(here, {Role.TRAINEE})

    day = timedelta(days=1)
    assert [holds(AT), holds(AT + day), holds(AT + 2 * day - timedelta(seconds=1)), holds(AT + 2 * day)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_ended_role_opens_nothing(county, client_for, clock):
    end_grant(
        by=county.viewer("system_admin"), at=AT, grant=Grant.objects.get(user=county.users["amhp_lead"])
    )
    assert viewer_for(county.users["amhp_lead"], at=AT).grants == ()
    client = client_for("amhp_lead")
    assert client.get("/openings/").status_code == 404
    assert "You have no role at this moment" in client.get("/").content.decode()


def test_a_role_ends_once_and_is_given_once(county):
    by, grant = county.viewer("system_admin"), Grant.objects.get(user=county.users["trainee"])
    with pytest.raises(Conflict, match="holds the role trainee AMHP already"):
        grant_role(
            by=by, at=AT, user=county.users["trainee"], service_id=county.westmoor.id, role=Role.TRAINEE
        )
    end_grant(by=by, at=AT, grant=grant)
    with pytest.raises(Conflict, match="has ended already"):
        end_grant(by=by, at=AT + timedelta(minutes=1), grant=grant)
    assert Grant.objects.get(pk=grant.pk).ends_at == AT


def test_closing_a_sign_in_works_at_once_and_can_be_undone(county, client_for):
    client = client_for("hub_amhp")
    assert client.get("/sign-in/yours/").status_code == 200
    by, user = county.viewer("system_admin"), county.users["hub_amhp"]
    disable_user(by=by, at=AT, user=user, service_id=county.westmoor.id)
    assert client.get("/sign-in/yours/").status_code == 302
    enable_user(by=by, at=AT, user=user, service_id=county.westmoor.id)
    assert viewer_for(User.objects.get(pk=user.pk), at=AT).grants


def test_somebody_who_also_works_elsewhere_is_not_closed_from_here(county, client_for):
    user = county.users["support"]
    Grant.objects.create(user=user, service=county.eastmere, role=Role.SUPPORT, begins_at=AT)
    answer = client_for("system_admin").post(
        f"{SETTINGS}users/{user.pk}/closed/", {"key": str(uuid4()), "to": "closed"}
    )
    assert answer.status_code == 409
    assert "also works in another service" in answer.content.decode()
    assert User.objects.get(pk=user.pk).is_active


def test_a_form_sent_twice_adds_one_user(county, client_for):
    client, facts = client_for("system_admin"), form()
    first, second = client.post(SETTINGS, facts), client.post(SETTINGS, facts)
    assert (first.status_code, second.status_code) == (303, 303)
    assert User.objects.filter(email="nia@wm.example").count() == 1
    assert Grant.objects.filter(user__email="nia@wm.example").count() == 1
    assert Entry.objects.filter(verb="user.added").count() == 1


def test_a_key_belongs_to_one_user(county):
    key, here = uuid4(), county.westmoor.id
    county.add_user("second_admin", name="Second Admin", role="system_admin", service=county.westmoor)
    facts = {"at": AT, "service_id": here, "name": "N", "role": Role.SUPPORT, "key": key}
    add_user(by=county.viewer("system_admin"), email="one@wm.example", **facts)
    with pytest.raises(AlreadyDone):
        add_user(by=county.viewer("system_admin"), email="two@wm.example", **facts)
    assert not User.objects.filter(email="two@wm.example").exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Type the person’s name."),
        ({"name": "N\x00"}, "Null characters are not allowed."),
        ({"name": "x" * 1_000_000}, "at most 120"),
        ({"email": "nobody"}, "That is not an e-mail address."),
        ({"role": "king"}, "Choose a role from the list."),
        ({"council": "999999"}, "Choose a council of this service."),
        (
            {
                "name": b"\xed\xa0\x80".decode("utf-8", "surrogatepass").encode("utf-8", "surrogatepass"),
                "email": "",
            },
            "Type their e-mail",
        ),
    ],
)
def test_mistakes_are_said_beside_the_field_and_nothing_is_lost(client_for, facts, said):
    answer = client_for("system_admin").post(SETTINGS, form(**facts))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert said in body
    if facts.get("email", "kept") == "kept":
        assert "nia@wm.example" in body
    assert not User.objects.filter(email="nia@wm.example").exists()


def test_another_services_council_cannot_be_chosen(client_for, county):
    answer = client_for("system_admin").post(SETTINGS, form(council=str(county.foreign_council.pk)))
    assert answer.status_code == 422
    assert "Choose a council of this service." in answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"ends_on": "2020-01-01"}, "The last day is before the first."),
        ({"begins_on": "2020-01-01", "ends_on": "2020-02-01"}, "The last day is over already."),
        ({"ends_on": "9999-12-31"}, "Type a day between 2000 and 2100."),
        ({"begins_on": "31/02/2026"}, "Type the day as 24/11/2026."),
    ],
)
def test_days_of_a_role_are_checked(client_for, county, clock, facts, said):
    address = f"{SETTINGS}users/{county.users['support'].pk}/"
    answer = client_for("system_admin").post(address, form(role="trainee", **facts))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_pages_of_a_user(client_for, county, clock):
    client, user = client_for("system_admin"), county.users["support"]
    address = f"{SETTINGS}users/{user.pk}/"
    answer = client.post(address, form(role="trainee", begins_on="2026-11-24", ends_on="2026-11-30"))
    assert (answer.status_code, answer["Location"]) == (303, address)
    body = client.get(address).content.decode()
    assert "Works with a supervisor, who countersigns." in body
    assert "Tue 1 Dec 2026 00:00" in body, "the last day counts to its end"
    grant = Grant.objects.get(user=user, role="trainee")
    assert client.post(f"{address}end/{grant.pk}/", {"key": str(uuid4())}).status_code == 303
    other = Grant.objects.get(user=county.users["hub_amhp"])
    assert client.post(f"{address}end/{other.pk}/", {"key": str(uuid4())}).status_code == 404


def test_who_may_open_the_settings(client_for, county):
    statuses = {role: client_for(role).get(SETTINGS).status_code for role in [*Role, "foreign"]}
    assert statuses == {
        role: 200 if role in {Role.SYSTEM_ADMIN, Role.AMHP_LEAD} else 404 for role in [*Role, "foreign"]
    }
    lead = client_for("amhp_lead")
    assert "Add a user" not in lead.get(SETTINGS).content.decode()
    assert "How long a reason given keeps" in lead.get(SETTINGS).content.decode()
    assert lead.post(SETTINGS, form()).status_code == 404


def test_the_foreign_service_is_never_shown(client_for, county):
    body = client_for("system_admin").get(SETTINGS).content.decode()
    assert "Dilys Probert" in body
    assert "Frank Eastley" not in body
    assert client_for("system_admin").get(f"{SETTINGS}users/{county.users['foreign'].pk}/").status_code == 404


def test_the_list_asks_as_much_for_forty_users_as_for_ten(client_for, county, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_for("system_admin")
    client.get(SETTINGS)
    with CaptureQueriesContext(connection) as before:
        client.get(SETTINGS)
    for number in range(30):
        county.add_user(f"more{number}", name=f"More {number}", role="support", service=county.westmoor)
    with django_assert_num_queries(len(before)):
        client.get(SETTINGS)


def test_letters_as_keys_are_each_users_own_choice(client_for, county):
    client = client_for("hub_amhp")
    assert client.post("/sign-in/yours/", {"key": str(uuid4())}).status_code == 303
    assert not User.objects.get(pk=county.users["hub_amhp"].pk).single_letter_keys
    assert 'data-letters="off"' in client.get("/sign-in/yours/").content.decode()
    assert 'data-letters="off"' not in client_for("amhp_lead").get("/sign-in/yours/").content.decode()
    assert User.objects.get(pk=county.users["amhp_lead"].pk).single_letter_keys
    client.post("/sign-in/yours/", {"key": str(uuid4()), "single_letter_keys": "on"})
    assert User.objects.get(pk=county.users["hub_amhp"].pk).single_letter_keys
