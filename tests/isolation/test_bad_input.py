"""Bad input to every form of the service: a 4xx or a sound taking, never a 500; refused, it changes nothing at all.

Issue 2, "Safe by construction": missing, null, wrong type, 1 MB, NUL, lone surrogate, year 9999, non-existent time.
The forms are read from the pages themselves, so a new page is tested the day it is there.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onenumber.audit.models import ChainHead
from tests.isolation.asking import Asker, address_of, seats_that_may
from tests.isolation.filled import FILLED
from tests.isolation.page_forms import PageForm, forms_in
from tests.isolation.reading import rows
from tests.isolation.world import SEATS

pytestmark = pytest.mark.django_db
FEW = 80
REQUESTS = int(
    os.environ.get("ONENUMBER_REQUESTS", FEW)
)  # of the last kind; two hundred thousand in `make long`
# Each nasty value meets every twelfth field, so across the forms every kind of field; in `make long` every field.
EVERY = 12 if REQUESTS == FEW else 1
MEGABYTE = "x" * 1_048_576
NASTY = (
    "", " ", "\x00", "NUL\x00inside", "null", "undefined", "-1", "0", "1e309", "9" * 400, "9999999999999999999",
    "31/12/9999", "30/02/2026", "0000-00-00", "9999-12-31", "29/03/2026", "01:30", "25:61", "0130", "noon", "n", "-10",
    "\ud800", "a\udfffb", "😀" * 40, "\u202eright to left", "<script>alert(1)</script>", "'; DROP TABLE cases; --",
    "=cmd|' /C calc'!A0", "{{ 7 * 7 }}", "../../etc/passwd", "WM-26-1", "EM-26-1", "None", "true", "[]", "{}", "１２",
    "٣", "\u2028", "é" * 300, "on", "accept", MEGABYTE,
)  # fmt: skip
SHOWN_AGAIN = re.compile(r"[A-Za-z0-9=;|'/!. -]{3,60}")
LEFT_OUT = {
    "/sign-in/",
    "/sign-in/password/forgotten/",
    "/sign-in/again/",
}  # rate limits answer these after a few


@dataclass(frozen=True)
class Target:
    """One form of one page, and who is shown it."""

    key: str
    page: str
    action: str
    fields: tuple[str, ...]
    sound: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.action} ({', '.join(self.fields)}) as {self.key}"


def sendable(text: str) -> str:
    """A lone surrogate as a broken browser would send it."""
    return quote_plus(text, encoding="utf-8", errors="surrogatepass")


def _target(asker: Asker, key: str, page: str, form: PageForm, what: str) -> Target:
    sound = form.typed(FILLED.get((page, what), {}))
    return Target(key, page, form.action, tuple(_unlike(form.fields)), tuple(sorted(sound.items())))


def _unlike(names: Iterable[str]) -> Iterator[str]:
    """Of fields that differ by a number alone (the rows of one list), the first and the last."""
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(re.sub(r"\d+", "N", name), []).append(name)
    for each in alike.values():
        yield from dict.fromkeys((each[0], each[-1]))


@pytest.fixture(scope="module")
def targets(asker: Asker) -> list[Target]:
    """Every form that any seat is shown on any page of the table, once for each set of fields."""
    found: dict[tuple[object, ...], Target] = {}
    for row in rows():
        if row.verb != "GET" or row.of in {"council", "service", "restricted"} or row.address in LEFT_OUT:
            continue
        for seat in seats_that_may(row):
            key = asker.user_key(seat, row.of)
            address = address_of(asker.world, row, key)
            for form in forms_in(asker.send(key, "GET", address).page, address):
                what = form.what() or row.value_of("what")
                place = row.address + "add/" if row.address == "/contacts/<reference>/" else row.address
                same = (re.sub(r"\d+", "N", form.action), what, tuple(form.fields))
                if same not in found and form.action not in LEFT_OUT:
                    target = _target(asker, key, place, form, what)
                    found[same] = target
    assert len(found) > 35
    return list(found.values())


def position() -> int:
    return ChainHead.objects.get(id=1).position


def broken(asker: Asker, target: Target, body: dict[str, str]) -> str:
    """What is wrong with the answer to this body; empty when it is sound."""
    before, after = position(), list[int]()
    sent = "&".join(f"{sendable(name)}={sendable(value)}" for name, value in body.items())
    answer = asker.send_raw(target.key, target.action, sent, lambda: after.append(position()))
    if answer.status >= 500:
        return f"{answer.status} ({answer.fault})"
    if answer.status not in {200, 302, 303} and not 400 <= answer.status < 500:
        return f"answered {answer.status}"
    if answer.status >= 400 and after[0] != before and answer.status != 404:
        return f"answered {answer.status} and wrote {after[0] - before} audit entries"
    return ""


def test_one_bad_value_in_each_field(asker: Asker, targets: list[Target]) -> None:
    """Every field of every form with every nasty value, the other fields sound."""
    found = []
    for number, target in enumerate(targets):
        for place, name in enumerate(target.fields):
            for turn, value in enumerate(NASTY):
                if (number + place + turn) % EVERY and value != "\x00":
                    continue
                problem = broken(asker, target, {**dict(target.sound), name: value})
                if problem:
                    found.append(f"{target}: {name}={value[:30]!r}: {problem}")
    assert found == [], f"{len(found)} answers are wrong:\n" + "\n".join(found[:40])


def test_a_field_missing(asker: Asker, targets: list[Target]) -> None:
    found = []
    for target in targets:
        for name in _unlike(dict.fromkeys((*target.fields, *dict(target.sound)))):
            body = {each: value for each, value in target.sound if each != name}
            problem = broken(asker, target, body)
            if problem:
                found.append(f"{target}: without {name}: {problem}")
    assert found == [], "\n".join(found)


def test_anything_at_all_in_every_field(asker: Asker, targets: list[Target]) -> None:
    """Hypothesis fills all fields at once."""
    text = st.one_of(st.sampled_from(NASTY[:-1]), st.text(max_size=60), st.integers().map(str))
    some = settings(
        max_examples=REQUESTS, deadline=None, derandomize=REQUESTS == FEW, database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip

    @some
    @given(st.data())
    def ask(data: Any) -> None:
        target = data.draw(st.sampled_from(targets))
        names = [name for name in target.fields if name != "csrfmiddlewaretoken"]
        body = dict(target.sound) | {name: data.draw(text, label=name) for name in names}
        assert broken(asker, target, body) == "", (str(target), body)

    ask()


def test_what_was_typed_is_still_there(asker: Asker, targets: list[Target]) -> None:
    """A refused form keeps the words of the fields that can hold any words."""
    lost = []
    for target in targets:
        shown = asker.send(target.key, "GET", target.action)
        form = next(
            (each for each in forms_in(shown.page, target.action) if each.action == target.action), None
        )
        free = (
            [f.name for f in form.fields.values() if f.kind == "text"] if form and shown.status == 200 else []
        )
        body = {
            name: f"typed {name} zinnia" for name in free if "password" not in name and "code" not in name
        }
        answer = asker.send(target.key, "POST", target.action, body)
        if answer.status == 422:
            lost += [f"{target}: {name}" for name, value in body.items() if value not in answer.body]
    assert lost == [], "\n".join(lost)


def test_bad_addresses_and_queries(asker: Asker) -> None:
    """What stands in an address is input too."""
    pieces = (
        "%00", "%ED%A0%80", "%FF", quote("😀"), "9" * 400, "..%2f..%2fetc", "%0d%0aSet-Cookie:a=b", "-1", "WM-26-1'--"
    )  # fmt: skip
    found = []
    for row in rows():
        if row.verb != "GET":
            continue
        address = re.sub(r"\(\?P<\w+>[^)]*\)", "<x>", row.address)
        for seat in SEATS[:1] if "<" in address else (SEATS[0], SEATS[5], SEATS[11]):
            for piece in pieces:
                asked = (
                    re.sub(r"<\w+>", piece, address) if "<" in address else f"{address}{QUERY.format(piece)}"
                )
                answer = asker.send(asker.user_key(seat, "-"), "GET", asked)
                if answer.status >= 500:
                    found.append(f"{asked[:80]} as {seat.column}: {answer.status} ({answer.fault})")
    assert sorted(set(found)) == []


ASKED = ("service", "page", "from", "days", "order", "next", "fact", "case", "text", "kind", "received_from")
QUERY = "?" + "&".join(f"{name}={{0}}" for name in ASKED)
