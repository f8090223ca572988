"""The restore drill: a backup while people write, put back into nothing, and told to everybody (R8, H13).

Every write acknowledged before the backup is there with the same hash; the chain holds; the next reference is higher
than any ever issued; every page says that the records were put back until a person acknowledges it.
"""

import hashlib
import re
import shutil
from pathlib import Path
from threading import Event

import pytest

from tests.databases import PrivatePostgreSQL
from tests.reliability.running import Reply, Running, get, post
from tests.reliability.test_kills import TAKEN, Ledger, Writer, wait_for_writes

pytestmark = pytest.mark.slow
SAID = "Put back from a backup"
HUB = "hub_amhp"
FACTS = (
    "intake_contact", "cases_case", "cases_note", "allocation_offer", "persons_person",
    "persons_workingrelationship", "records_submission", "audit_entry", "messaging_message", "rota_duty",
)  # fmt: skip


def hashes(service: Running, table: str) -> dict[object, str]:
    """A hash of each row, every column of it, by its key."""
    rows = service.rows(f"SELECT * FROM {table}")
    return {row[0]: hashlib.sha256(repr(row).encode()).hexdigest() for row in rows}


def number_of(reference: str) -> int:
    return int(reference.rpartition("-")[2])


def highest(service: Running) -> int:
    """The highest contact number anybody may have seen, drafts among them."""
    rows = service.rows("SELECT reference FROM intake_contact UNION SELECT reference FROM intake_draft")
    return max(number_of(row[0]) for row in rows)


def back_up_under_load(service: Running, file: Path) -> tuple[dict[str, str], Ledger]:
    """Three people write; in the middle a backup is made. What was acknowledged before it began, and all of it."""
    ledger, stop = Ledger(), Event()
    writers = [Writer(service, ledger, stop, number) for number in range(3)]
    for writer in writers:
        writer.start()
    wait_for_writes(ledger, 12)
    with ledger.lock:
        before = dict(ledger.acknowledged)
    made = service.command("backup", str(file))
    assert made.returncode == 0, made.stdout + made.stderr
    wait_for_writes(ledger, 8)
    stop.set()
    for writer in writers:
        writer.join(timeout=60)
    assert ledger.wrong == []
    return before, ledger


def test_the_drill(service: Running, server: PrivatePostgreSQL | None, tmp_path: Path) -> None:
    file = tmp_path / "night.tar"
    before, ledger = back_up_under_load(service, file)
    assert len(ledger.acknowledged) > len(before)
    was = {table: hashes(service, table) for table in FACTS}
    issued = highest(service)
    service.kill_web()

    back = Running(
        tmp_path / "back", server.address("back") if server else "", server.serving_address("back") if server else "",
        made=service.made,
    )  # fmt: skip
    shutil.copy(service.folder / "secret_key", back.folder / "secret_key")
    restored = back.command("restore", str(file))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    kept = {row[0] for row in back.rows("SELECT text FROM cases_note UNION SELECT words FROM intake_contact")}
    assert [words for words in before if words not in kept] == []
    told = {row[0] for row in back.rows("SELECT * FROM audit_entry WHERE verb = 'service.restored'")}
    for table in FACTS:
        now = hashes(back, table)
        if table == "audit_entry":
            now = {key: found for key, found in now.items() if key not in told}
        assert [key for key, found in now.items() if was[table].get(key) != found] == [], table
        assert len(now) > 0, table
    verified = back.command("verify-audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    try:
        back.start_web()
        assert_it_goes_on(back, issued)
    finally:
        back.stop()


def assert_it_goes_on(back: Running, issued: int) -> None:
    """A new contact has a number nobody has seen; every page says what happened until somebody knows."""
    hub, other = back.made["cookies"][HUB], back.made["cookies"]["locality_amhp"]
    opened = get(back.port, hub, "/take/?new=1")
    assert number_of(opened.location.strip("/")) > issued
    pages = [
        (hub, "/board/"),
        (hub, "/history/"),
        (other, "/my-day/"),
        (hub, opened.location),
        (hub, "/duty/"),
    ]
    for cookie, address in pages:
        assert SAID in get(back.port, cookie, address).body, address
    told = get(back.port, hub, "/restored/").body
    [(year,)] = back.rows(
        "SELECT series FROM records_counter WHERE series LIKE 'C-%' ORDER BY last DESC LIMIT 1"
    )
    gaps = re.findall(rf"{year}-(\d+) to {year}-(\d+)", told)
    assert gaps
    assert int(gaps[0][0]) <= issued <= int(gaps[0][1])  # what was issued after the backup stands in the gap
    assert post(back.port, other, "/restored/", {"key": key_of(told)}).status == 404
    answered: Reply = post(back.port, hub, "/restored/", {"key": key_of(told)})
    assert answered.status == TAKEN
    for cookie, address in pages:
        assert SAID not in get(back.port, cookie, address).body, address
    verbs = [row[0] for row in back.rows("SELECT verb FROM audit_entry ORDER BY position DESC LIMIT 3")]
    assert "service.restore_acknowledged" in verbs


def key_of(body: str) -> str:
    """The key of the form on a page."""
    return re.findall(r'name="key" value="([0-9a-f-]{36})"', body)[-1]
