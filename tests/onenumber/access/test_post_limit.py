"""Too many forms in a minute get a page in plain words; a whole hub behind one address does not notice."""

import pytest
from django.test import Client, RequestFactory

from onenumber.access.middleware import PostLimit

KEYS = "/sign-in/yours/"


@pytest.fixture
def limit(settings, clock):
    from django.http import HttpResponse

    settings.POSTS_A_MINUTE = 5
    gate = PostLimit(lambda request: HttpResponse("taken"))

    def send(user, method="post", **more):
        request = getattr(RequestFactory(), method)("/take/C-26-7/", {"note": "Rang at 14:02"}, **more)
        request.user = user
        return gate(request)

    return send


def test_the_sixth_form_of_a_minute_is_put_off_and_keeps_its_words(limit, county, clock):
    user = county.users["hub_amhp"]
    assert [limit(user).status_code for _ in range(5)] == [200] * 5
    answer = limit(user, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "Wait a minute" in answer.content.decode()
    assert "Rang at 14:02" in answer.content.decode()
    assert limit(user, method="get").status_code == 200, "reading is never put off"
    clock.forward(minutes=1)
    assert limit(user).status_code == 200


def test_thirty_people_behind_one_address_each_have_their_own_count(limit, county):
    for number in range(30):
        user = county.add_user(f"hub{number}", name="Colleague", role="hub_amhp", service=county.westmoor)
        assert [limit(user, REMOTE_ADDR="192.0.2.10").status_code for _ in range(5)] == [200] * 5


def test_the_gate_stands_in_the_service(client_for, clock, settings):
    settings.POSTS_A_MINUTE = 2
    client = client_for("hub_amhp")
    assert [client.post("/sign-out-nowhere/").status_code for _ in range(3)] == [404, 404, 429]


def test_signed_out_forms_are_counted_by_address(db, clock, settings):
    settings.POSTS_A_MINUTE = 2
    wrong = {"login": "nobody@wm.example", "password": "x"}
    first, second = Client(REMOTE_ADDR="192.0.2.77"), Client(REMOTE_ADDR="192.0.2.78")
    assert [first.post("/sign-in/", wrong).status_code for _ in range(3)] == [422, 422, 429]
    assert second.post("/sign-in/", wrong).status_code == 422


class NeverRead:
    """A body that nobody may begin to read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("a gigabyte was being read")

    readline = read


@pytest.mark.parametrize("role", ["system_admin", "signed_out"])
@pytest.mark.parametrize("length", ["1073741824", "9" * 40, "-5", "٣"])
def test_a_gigabyte_is_refused_before_it_is_read(client_for, role, length):
    kind = "multipart/form-data; boundary=x"
    answer = client_for(role).post(
        "/duty/import/", b"", content_type=kind, CONTENT_LENGTH=length, **{"wsgi.input": NeverRead()}
    )
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.content.decode()
