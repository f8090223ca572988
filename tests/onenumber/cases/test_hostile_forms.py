"""Whatever is typed into a form about a case, the answer is never an error of ours and nothing is half kept."""

import string
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onenumber.cases.actions import record_attempt, take_up
from onenumber.cases.forms import FORMS
from onenumber.cases.models import Case
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.cases.test_projection import assert_equal
from tests.onenumber.conftest import AT, Clock, County

LONG = "x" * 1_000_000
HOSTILE = [
    "", " ", "\x00", "\ud800", "9999-12-31", "-1", "1e9", "[]", "null", "=1+1", "ünï\u202e", "0130", "25/10/2026",
    "999999999999999999999", "<script>alert(1)</script>",
]  # fmt: skip
PLAIN = ["yes", "no", "DONE", "S2", "HTT", "place", "today"]
FIELDS = sorted(
    {name for form in FORMS.values() for name in form.base_fields}
    | {name for form in FORMS.values() for moment in form.moments for name in moment.fields}
    | {"place", "result", "outcome", "step", "kind"}
)
FINE = (303, 400, 409, 413, 422)


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """Held, with an attempt going on."""
    begin_duty(county, "locality_amhp")
    made = make_case(county, contact_type="S13_4")
    amhp = actors(county).amhp
    take_up(by=amhp, at=AT, case=made, practitioner=county.practitioners["locality_amhp"])
    record_attempt(by=amhp, at=AT, case=made)
    return made


def as_sent(text: str) -> str:
    """What a browser could send of it: a lone surrogate arrives as its replacement."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@pytest.mark.parametrize("what", FORMS)
def test_the_same_in_every_field(case: Case, client_for: Callable[[str], Client], what: str) -> None:
    client = client_for("locality_amhp")
    for text in (*HOSTILE, LONG):
        names = ("text", "reasons", "happened_time") if text == LONG else FIELDS
        typed = dict.fromkeys(names, as_sent(text)) | {"key": str(uuid4())}
        answer = client.post(f"/cases/{case.reference}/add/{what}/", typed)
        assert answer.status_code in FINE, text[:20]
    assert_equal(case, [what])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from(sorted(FORMS)),
    fields=st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(st.sampled_from(HOSTILE), st.sampled_from(PLAIN), st.text(string.printable, max_size=30)),
        max_size=12,
    ),
)
def test_anything_in_any_field(
    case: Case, client_for: Callable[[str], Client], what: str, fields: dict[str, str]
) -> None:
    typed = {name: as_sent(text) for name, text in fields.items()} | {"key": str(uuid4())}
    answer = client_for("locality_amhp").post(f"/cases/{case.reference}/add/{what}/", typed)
    assert answer.status_code in FINE
    assert_equal(case, [what, str(typed)])
