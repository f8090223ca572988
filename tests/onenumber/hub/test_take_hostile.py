"""Whatever is sent to "Take a contact": an answer beside the field, what was typed is kept, nothing else changes."""

from collections.abc import Callable
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onenumber.hub.forms.take import FIELDS
from onenumber.intake.models import Contact, Draft
from tests.onenumber.conftest import Clock, County
from tests.onenumber.hub.test_take import FIVE, begin

ClientFor = Callable[[str], Client]
SHAPES = {
    "kind": ["referral", "advice", "police", "back_up", "other", "R", "1"],
    "event": ["nothing", "not_known", "s136_arrived", "s5_2_report", "s2_admitted"],
    "danger": ["yes", "no", "not_known", "maybe"],
    "event_day": ["2026-11-24", "9999-12-31", "0000-00-00", "other", "2026-02-30"],
    "event_time": ["n", "-10", "0920", "25:00", "01:30", "-99999", "٠٩٢٠"],
    "birth_date": ["14 3 1991", "9999", "31 2 1990", "age 30", "29 2 1900", "1 1 0001"],
    "nhs_number": ["999 159 5147", "1111111111", "999159514²"],
    "locality": ["NORTH", "SOUTH", "1"],
    "same_person": ["1", "-1", "99999999999999999999", "x"],
    "not_same": ["1,2,x,,", "," * 150],
    "received_day": ["9999-12-31", "2026-11-24"],
    "received_time": ["n", "-10", "9999"],
}
NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\x00", "a\x00b", "\ud800", "'; DROP TABLE intake_contact; --", "<script>", "x" * 20_001, "😀" * 300]
    ),
)


def values(name: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from([*SHAPES.get(name, []), FIVE.get(name, "")]), NASTY)


FORMS = st.fixed_dictionaries({}, optional={name: values(name) for name in FIELDS if name != "key"})


def encoded(typed: dict[str, str]) -> bytes:
    """As a browser would, and lone surrogates as no browser would."""
    parts = (
        f"{name}={quote_from_bytes(value.encode('utf-8', 'surrogatepass'))}" for name, value in typed.items()
    )
    return "&".join(parts).encode()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=FORMS)
@example(typed={**FIVE, "words": "a\x00b"})
@example(typed={**FIVE, "event": "s136_arrived", "event_day": "9999-12-31", "event_time": "0900"})
@example(typed={**FIVE, "caller_name": "\ud800"})
def test_anything_can_be_sent(
    county: County, client_for: ClientFor, clock: Clock, typed: dict[str, str]
) -> None:
    client = client_for("hub_amhp")
    reference = begin(client)
    before = Contact.objects.count()
    kept = client.post(
        f"/take/{reference}/draft/", encoded(typed), content_type="application/x-www-form-urlencoded"
    )
    assert kept.status_code == 200
    key = str(Draft.objects.get(reference=reference).key)
    saved = client.post(
        f"/take/{reference}/",
        encoded({**typed, "key": key}),
        content_type="application/x-www-form-urlencoded",
    )
    assert saved.status_code in {303, 422}, saved.status_code
    assert Contact.objects.count() == before + (saved.status_code == 303)
    if saved.status_code == 422:
        page = saved.content.decode()
        assert "There is a problem" in page and Draft.objects.get(reference=reference).finished_at is None
        words = typed.get("words", "")
        if words.isascii() and words.isalnum():
            assert words in page


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "key"])
def test_one_megabyte_in_one_field(county: County, client_for: ClientFor, clock: Clock, field: str) -> None:
    client = client_for("hub_amhp")
    reference = begin(client)
    client.post(f"/take/{reference}/draft/", {**FIVE, "words": "kept", "sequence": "1"})
    key = str(Draft.objects.get(reference=reference).key)
    answer = client.post(f"/take/{reference}/", {**FIVE, "key": key, field: "x" * 1_000_000})
    assert answer.status_code == 422 and not Contact.objects.exists()
    assert len(Draft.objects.get(reference=reference).fields[field]) <= 20_000


@pytest.mark.parametrize("body", [b"", b"%", b"=&=&", b"kind", b"kind=referral&kind=advice", b"\xff\xfe"])
@pytest.mark.parametrize("way", ["", "draft/", "put-aside/"])
def test_broken_bodies(county: County, client_for: ClientFor, clock: Clock, body: bytes, way: str) -> None:
    client = client_for("hub_amhp")
    reference = begin(client)
    answer = client.post(f"/take/{reference}/{way}", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {200, 303, 400, 422} and not Contact.objects.exists()


@pytest.mark.parametrize("reference", ["x", "C-26-999", "C-26-1%00", "..", "C" * 400])
def test_references_that_are_none(
    county: County, client_for: ClientFor, clock: Clock, reference: str
) -> None:
    client = client_for("hub_amhp")
    for way in ("", "draft/", "put-aside/"):
        assert client.post(f"/take/{reference}/{way}", FIVE).status_code in {400, 404}
    assert client.get(f"/contacts/{reference}/").status_code in {400, 404}
