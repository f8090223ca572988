"""Holds the fake to what GOV.UK published, so that what is proved with it means something. Sources: fake_notify.py."""

import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
import requests

from tests.onenumber.messaging.fake_notify import SECRET, SERVICE_ID, TEXT_TEMPLATE, FakeNotify, Wrong

SMS = {
    "phone_number": "+447900900123",
    "template_id": TEXT_TEMPLATE,
    "personalisation": {"message": "MESSAGE TEXT"},
    "reference": "STRING",
}


@pytest.fixture
def fake() -> Iterator[FakeNotify]:
    with FakeNotify() as made:
        yield made


def token(**changes: Any) -> str:
    claims = {"iss": SERVICE_ID, "iat": int(time.time()), **changes}
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, SECRET, "HS256")


def send(fake: FakeNotify, body: object = None, *, authorization: str | None = None) -> requests.Response:
    said = f"Bearer {token()}" if authorization is None else authorization
    headers = {"Authorization": said} if said else {}
    return requests.post(
        f"{fake.address}/v2/notifications/sms", json=SMS if body is None else body, headers=headers
    )


def test_a_text_is_answered_201_with_every_documented_key(fake: FakeNotify) -> None:
    answer = send(fake)
    said = answer.json()
    assert answer.status_code == 201
    assert set(said) >= {"id", "reference", "content", "uri", "template"}
    assert said["reference"] == "STRING" and said["content"] == {
        "body": "MESSAGE TEXT",
        "from_number": "GOVUK",
    }
    assert set(said["template"]) == {"id", "version", "uri"} and said["uri"].endswith(said["id"])


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("", 401),
        ("Basic abc", 401),
        ("Bearer not.a.token", 403),
        ("Bearer " + jwt.encode({"iss": SERVICE_ID, "iat": 1}, SECRET, "HS256"), 403),
        ("Bearer " + jwt.encode({"iss": SERVICE_ID, "iat": int(time.time())}, "another secret " * 3, "HS256"), 403),
        ("Bearer " + jwt.encode({"iss": SERVICE_ID, "iat": int(time.time())}, SECRET * 2, "HS512"), 403),
    ],
    ids=["none", "scheme", "no token", "old", "other secret", "other algorithm"],
)  # fmt: skip
def test_a_token_is_checked(fake: FakeNotify, authorization: str, status: int) -> None:
    answer = send(fake, authorization=authorization)
    assert answer.status_code == status
    said = answer.json()
    assert said["status_code"] == status and said["errors"][0]["error"] == "AuthError"
    assert fake.taken == []


@pytest.mark.parametrize(
    "changes", [{"iss": None}, {"iss": "another"}, {"iat": None}, {"iat": int(time.time()) - 40}]
)
def test_its_claims_are_needed(fake: FakeNotify, changes: dict[str, Any]) -> None:
    assert send(fake, authorization=f"Bearer {token(**changes)}").status_code == 403


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"phone_number": None}, "ValidationError"),
        ({"phone_number": "call me"}, "ValidationError"),
        ({"phone_number": "07"}, "ValidationError"),
        ({"template_id": None}, "ValidationError"),
        ({"template_id": "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"}, "BadRequestError"),
        ({"personalisation": None}, "BadRequestError"),
        ({"something": "else"}, "ValidationError"),
    ],
)
def test_a_body_is_checked(fake: FakeNotify, changes: dict[str, Any], kind: str) -> None:
    body = {name: value for name, value in {**SMS, **changes}.items() if value is not None}
    answer = send(fake, body)
    assert (answer.status_code, answer.json()["errors"][0]["error"]) == (400, kind)


def test_errors_have_their_documented_shape(fake: FakeNotify) -> None:
    limit = "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"
    fake.next_errors = [Wrong(429, "RateLimitError", limit)]
    answer = send(fake)
    assert answer.status_code == 429
    assert answer.json() == {"status_code": 429, "errors": [{"error": "RateLimitError", "message": limit}]}
    assert send(fake).status_code == 201


def test_what_became_of_one_can_be_asked(fake: FakeNotify) -> None:
    sent = send(fake).json()["id"]
    headers = {"Authorization": f"Bearer {token()}"}
    asked = requests.get(f"{fake.address}/v2/notifications/{sent}", headers=headers)
    assert (asked.status_code, asked.json()["status"]) == (200, "sending")
    unknown = requests.get(f"{fake.address}/v2/notifications/{SERVICE_ID}", headers=headers)
    assert (unknown.status_code, unknown.json()["errors"][0]["error"]) == (404, "NoResultFound")


def test_the_twenty_first_of_the_same_words_does_not_arrive(fake: FakeNotify) -> None:
    for _ in range(21):
        assert send(fake).status_code == 201
    assert [each.status for each in fake.taken] == ["sending"] * 20 + ["permanent-failure"]


def test_a_receipt_has_every_documented_key(fake: FakeNotify) -> None:
    send(fake)
    assert set(fake.receipt(fake.taken[0], "delivered")) == {
        "id", "reference", "to", "status", "created_at", "completed_at", "sent_at", "notification_type",
        "template_id", "template_version",
    }  # fmt: skip
