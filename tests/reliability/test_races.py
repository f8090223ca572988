"""Sixteen at once, over HTTP, against a server of several processes: exactly one wins, the rest are told who.

Issue 2, "Safe by construction": 16 clients for one AMHP and for one case; and a form sent sixteen times is taken once.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest

from tests.reliability.county import AT_ONCE
from tests.reliability.running import Reply, Running, get, post

pytestmark = pytest.mark.slow
TAKEN, CONFLICT = 303, 409


def at_once(running: Running, sendings: list[tuple[str, str, dict[str, str]]]) -> list[Reply]:
    """Send all of (cookie, address, form) in the same moment."""
    gate = Barrier(len(sendings))

    def send(sending: tuple[str, str, dict[str, str]]) -> Reply:
        cookie, path, form = sending
        gate.wait()
        return post(running.port, cookie, path, form, seconds=60)

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(send, sendings))


def statuses(replies: list[Reply]) -> dict[int, int]:
    return dict(Counter(reply.status for reply in replies))


def one_case(running: Running) -> None:
    """Sixteen AMHPs accept the same case."""
    made = running.made
    sendings = [
        (made["cookies"][key], f"/offers/{number}/", {"answer": "accept", "key": str(uuid4())})
        for key, number in made["one_case_offers"].items()
    ]
    replies = at_once(running, sendings)
    assert statuses(replies) == {TAKEN: 1, CONFLICT: AT_ONCE - 1}, running.last_words()
    [winner] = [
        key for key, reply in zip(made["one_case_offers"], replies, strict=True) if reply.status == TAKEN
    ]
    for reply in replies:
        if reply.status == CONFLICT:
            assert made["names"][winner] in reply.body
            assert made["one_case"] in reply.body
    held = running.rows(
        "SELECT p.name FROM cases_commitment m JOIN cases_case c ON c.id = m.case_id"
        " JOIN workforce_practitioner p ON p.id = m.practitioner_id"
        f" WHERE c.reference = '{made['one_case']}' AND m.ended_at IS NULL"
    )
    assert held == [(made["names"][winner],)]


def one_amhp(running: Running) -> None:
    """One AMHP, signed in at sixteen places, accepts sixteen cases."""
    made = running.made
    sendings = [
        (made["cookies"]["locality_amhp"], f"/offers/{number}/", {"answer": "accept", "key": str(uuid4())})
        for number in made["one_amhp_offers"].values()
    ]
    replies = at_once(running, sendings)
    assert statuses(replies) == {TAKEN: 1, CONFLICT: AT_ONCE - 1}, running.last_words()
    [won] = [
        ref for ref, reply in zip(made["one_amhp_offers"], replies, strict=True) if reply.status == TAKEN
    ]
    assert all(f"You are on {won}" in reply.body for reply in replies if reply.status == CONFLICT)
    active = running.rows(
        "SELECT c.reference FROM cases_commitment m JOIN cases_case c ON c.id = m.case_id"
        " JOIN workforce_practitioner p ON p.id = m.practitioner_id"
        " WHERE p.name = 'Omar Farouk' AND m.ended_at IS NULL AND m.kind = 'active'"
    )
    assert active == [(won,)]


def advice(words: str) -> dict[str, str]:
    """The answers of a contact that asks for advice."""
    return {
        "kind": "advice", "caller_role": "Ward manager", "place": "Ward 3", "event": "nothing", "danger": "no",
        "words": words,
    }  # fmt: skip


def one_form(running: Running) -> None:
    """The same saving of one contact, sent sixteen times: taken once, and answered alike."""
    cookie = running.made["cookies"]["hub_amhp"]
    page = get(running.port, cookie, "/take/?new=1").location
    form = {**advice("Sent sixteen times"), "key": str(uuid4())}
    replies = at_once(running, [(cookie, page, form)] * AT_ONCE)
    assert statuses(replies) == {TAKEN: AT_ONCE}, (statuses(replies), running.last_words())
    assert len({reply.location for reply in replies}) == 1
    assert running.rows("SELECT count(*) FROM intake_contact WHERE words = 'Sent sixteen times'") == [(1,)]


def one_draft(running: Running) -> None:
    """One draft, open in sixteen windows: one is saved, the others are told so and keep what was typed."""
    cookie = running.made["cookies"]["hub_amhp"]
    page = get(running.port, cookie, "/take/?new=1").location
    sendings = [(cookie, page, {**advice(f"Window {n}"), "key": str(uuid4())}) for n in range(AT_ONCE)]
    replies = at_once(running, sendings)
    assert statuses(replies) == {TAKEN: 1, CONFLICT: AT_ONCE - 1}, running.last_words()
    for number, reply in enumerate(replies):
        if reply.status == CONFLICT:
            assert f"Window {number}" in reply.body
    assert running.rows("SELECT count(*) FROM intake_contact WHERE words LIKE 'Window %'") == [(1,)]


def test_sixteen_at_once(service: Running) -> None:
    one_case(service)
    one_amhp(service)
    one_form(service)
    one_draft(service)
    verified = service.command("verify-audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr
