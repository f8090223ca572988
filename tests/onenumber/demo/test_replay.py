"""The replay's reconciliation, tried against made-up boards, lists and returns: every way it could be wrong.

The list of what would prove it wrong stands in onenumber.demo.replay; each test below names its number there.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onenumber.demo.replay.browser import Exchange
from onenumber.demo.replay.evidence import (
    Evidence,
    Past,
    ReturnLine,
    cases_on,
    contacts_on,
    past_on,
    read_return,
)
from onenumber.demo.replay.ledger import Contradiction, Fate, KnownCase, KnownContact, Ledger, type_of_row
from onenumber.demo.replay.page_reading import read_page
from onenumber.demo.replay.pages import FormChanged
from onenumber.demo.replay.reconciliation import reconcile

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def contact(reference: str, kind: str, fate: Fate, case: str = "", event: str = "") -> KnownContact:
    return KnownContact(reference, kind, type_of_row(kind, event), DAY, fate, case)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """One contact of every fate; an open, a closed and a voided case."""
    made = Ledger(tmp_path)
    for known in (
        contact("C-26-1", "referral", Fate.OPENED, "WM-26-1", "s136_arrived"),
        contact("C-26-2", "referral", Fate.OPENED, "WM-26-2"),
        contact("C-26-3", "nearest_relative", Fate.OPENED, "WM-26-3"),
        contact("C-26-4", "referral", Fate.JOINED, "WM-26-1"),
        contact("C-26-5", "advice", Fate.ANSWERED),
        contact("C-26-6", "police", Fate.PASSED_ON),
        contact("C-26-7", "notice", Fate.ANSWERED),
        contact("C-26-8", "advice", Fate.WAITING),
        contact("C-26-9", "advice", Fate.WITHDRAWN),
        contact("C-26-10", "police", Fate.VOIDED),
    ):
        made.recorded(known, by="Dilys", at=AT)
    made.opened(KnownCase("WM-26-1", "C-26-1", "S136"))
    made.opened(KnownCase("WM-26-2", "C-26-2", "S13", "closed"))
    made.opened(KnownCase("WM-26-3", "C-26-3", "S13_4", "voided"))
    made.put_aside("C-26-11")
    yield made
    made.close()


@pytest.fixture
def evidence(ledger: Ledger) -> Evidence:
    """Everything as it should be."""
    return Evidence(
        board_cases=Counter({"WM-26-1": 1}),
        board_contacts=Counter({"C-26-8": 1}),
        past=tuple(Past(c.reference, c.fate, c.case_reference) for c in ledger.contacts.values()),
        rows=(
            ReturnLine("WM-26-1", "S136"),
            ReturnLine("WM-26-2", "S13"),
            ReturnLine("C-26-5", "ADVICE"),
            ReturnLine("C-26-6", "POLICE_ADVICE"),
        ),
    )


def test_everything_in_its_place(ledger: Ledger, evidence: Evidence) -> None:
    outcome = reconcile(ledger, evidence)
    assert outcome.differences == ()
    assert outcome.last_line == "contacts 10, accounted for 10, difference 0"


Change = Callable[[Evidence], Evidence]


def without_row(record: str) -> Change:
    return lambda e: replace(e, rows=tuple(row for row in e.rows if row.record_id != record))


def with_row(record: str, contact_type: str) -> Change:
    return lambda e: replace(e, rows=(*e.rows, ReturnLine(record, contact_type)))


def without_line(reference: str) -> Change:
    return lambda e: replace(e, past=tuple(line for line in e.past if line.reference != reference))


def with_line(*lines: Past) -> Change:
    return lambda e: replace(e, past=(*e.past, *lines))


def board(cases: dict[str, int] | None = None, contacts: dict[str, int] | None = None) -> Change:
    return lambda e: replace(
        e,
        board_cases=e.board_cases if cases is None else Counter(cases),
        board_contacts=e.board_contacts if contacts is None else Counter(contacts),
    )


WRONG: dict[str, tuple[Change, set[str]]] = {
    "1 a case's row of the return is gone": (without_row("WM-26-2"), {"C-26-2"}),
    "1 a contact's row of the return is gone": (without_row("C-26-5"), {"C-26-5"}),
    "1 a row is doubled": (with_row("WM-26-1", "S136"), {"C-26-1"}),
    "1 a row has another type": (
        lambda e: with_row("C-26-6", "ADVICE")(without_row("C-26-6")(e)),
        {"C-26-6"},
    ),
    "1 a kind without a type has a row": (with_row("C-26-7", "ADVICE"), {"C-26-7"}),
    "1 a voided case has a row": (with_row("WM-26-3", "S13_4"), {"C-26-3"}),
    "1 a joined contact has a row": (with_row("C-26-4", "S13"), {"C-26-4"}),
    "1 a withdrawn contact has a row": (with_row("C-26-9", "ADVICE"), {"C-26-9"}),
    "1 an open case is not on the board": (board(cases={}), {"C-26-1"}),
    "1 an open case is on the board twice": (board(cases={"WM-26-1": 2}), {"C-26-1"}),
    "1 a closed case is on the board": (board(cases={"WM-26-1": 1, "WM-26-2": 1}), {"C-26-2"}),
    "1 a waiting contact is not on the board": (board(contacts={}), {"C-26-8"}),
    "1 an answered contact waits on the board": (board(contacts={"C-26-8": 1, "C-26-5": 1}), {"C-26-5"}),
    "1 a contact is not in the list": (without_line("C-26-10"), {"C-26-10"}),
    "1 a contact is in the list twice": (with_line(Past("C-26-9", "withdrawn")), {"C-26-9"}),
    "1 the list says something else became of it": (
        lambda e: with_line(Past("C-26-5", "waiting"))(without_line("C-26-5")(e)),
        {"C-26-5"},
    ),
    "1 the list names another case": (
        lambda e: with_line(Past("C-26-2", "opened", "WM-26-1"))(without_line("C-26-2")(e)),
        {"C-26-2"},
    ),
    "2 one lost and a stranger gained": (
        lambda e: with_row("C-26-99", "ADVICE")(without_row("C-26-5")(e)),
        {"C-26-5", "C-26-99"},
    ),
    "4 a stranger in the return": (with_row("WM-26-77", "S13"), {"WM-26-77"}),
    "4 a stranger on the board": (board(cases={"WM-26-1": 1, "WM-26-78": 1}), {"WM-26-78"}),
    "4 a stranger waits": (board(contacts={"C-26-8": 1, "C-26-79": 1}), {"C-26-79"}),
    "5 a form taken twice": (with_line(Past("C-26-12", "opened", "WM-26-4")), {"C-26-12", "WM-26-4"}),
    "6 a draft put aside was recorded": (with_line(Past("C-26-11", "waiting")), {"C-26-11"}),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named(case: str, ledger: Ledger, evidence: Evidence) -> None:
    change, references = WRONG[case]
    outcome = reconcile(ledger, change(evidence))
    assert {difference.reference for difference in outcome.differences} == references
    assert outcome.difference == len(references)
    assert outcome.last_line.endswith(f"difference {len(references)}")


def test_several_faults_of_one_contact_are_one_difference(ledger: Ledger, evidence: Evidence) -> None:
    gone = without_line("C-26-5")(without_row("C-26-5")(evidence))
    outcome = reconcile(ledger, gone)
    assert len(outcome.differences) == 2
    assert outcome.last_line == "contacts 10, accounted for 9, difference 1"


def test_a_case_no_answer_named_is_a_difference(ledger: Ledger, evidence: Evidence) -> None:
    del ledger.cases["WM-26-2"]
    assert reconcile(ledger, evidence).difference >= 1


def test_a_reference_given_out_twice_contradicts(ledger: Ledger) -> None:
    with pytest.raises(Contradiction):
        ledger.recorded(contact("C-26-1", "advice", Fate.WAITING), by="Dilys", at=AT)
    with pytest.raises(Contradiction):
        ledger.recorded(contact("C-26-11", "advice", Fate.WAITING), by="Dilys", at=AT)
    with pytest.raises(Contradiction):
        ledger.opened(KnownCase("WM-26-1", "C-26-2", "S13"))


def test_the_ledger_counts_answers_and_names_faults(ledger: Ledger, tmp_path: Path) -> None:
    for status in (200, 303, 409, 500):
        ledger.exchanged(
            Exchange(
                by="Dilys", method="POST", path="/x/", status=status, led_to="", tries=2, milliseconds=status
            )
        )
    counts = ledger.counts
    assert (counts.requests, counts.conflicts, counts.sent_again, counts.slowest) == (4, 1, 4, 500)
    assert ledger.faults == ["POST /x/ was answered 500 to Dilys"]
    ledger.close()
    lines = (tmp_path / "ledger.jsonl").read_text().splitlines()
    assert sum('"what": "answer"' in line for line in lines) == 4
    assert sum('"what": "contact"' in line for line in lines) == 10


BOARD = """
<h1>Board</h1>
<ol><li><a href="/contacts/C-26-8/">C-26-8</a>, advice <a href="/contacts/C-26-8/">Answer it</a></li>
<li><a href="/cases/WM-26-1/">WM-26-1</a></li></ol>
<table><tr data-row="WM-26-1"><td>none</td><th><a href="/cases/WM-26-1/">WM-26-1</a></th></tr>
<tr><td>Hub</td></tr></table>
"""
HISTORY = """
<table><tr data-row="C-26-1"><th><a href="/contacts/C-26-1/">C-26-1</a></th><td>23 Nov 2026</td>
<td>referral</td><td>opened a case <a href="/cases/WM-26-1/">WM-26-1</a></td><td></td></tr>
<tr data-row="C-26-6"><th>C-26-6</th><td>x</td><td>police considering s136</td><td>passed on</td><td></td></tr>
<tr data-row="C-26-8"><th>C-26-8</th><td>x</td><td>advice</td><td>recorded, waiting</td><td></td></tr></table>
"""


def test_the_board_is_read_by_reference() -> None:
    page = read_page(BOARD)
    assert cases_on(page) == Counter({"WM-26-1": 1})
    assert contacts_on(page) == Counter({"C-26-8": 1})


def test_the_list_is_read_by_reference() -> None:
    assert list(past_on(read_page(HISTORY))) == [
        Past("C-26-1", "opened", "WM-26-1"),
        Past("C-26-6", "passed_on"),
        Past("C-26-8", "waiting"),
    ]


def test_the_return_is_read(tmp_path: Path) -> None:
    (tmp_path / "record.csv").write_text("schema_version,record_id,contact_type\n1,C-26-5,ADVICE\n")
    assert read_return(tmp_path) == (ReturnLine("C-26-5", "ADVICE"),)


FORM = """
<form action="/take/C-26-1/" method="post" id="take">
<input type="hidden" name="key" value="k1"><input type="hidden" name="csrfmiddlewaretoken" value="t">
<input name="caller_name" value=""><textarea name="words">
so far</textarea>
<select name="locality"><option value="">(none)</option><option value="ASHMOOR">Ashmoor</option></select>
<input type="radio" name="danger" value="no"><input type="radio" name="danger" value="yes" checked>
<input type="checkbox" name="ring" value="1"><button name="then" value="offer">Save</button></form>
<select name="event_day" form="take"><option value="2026-11-23">Today</option></select>
<input name="loose" value="1">
"""


def test_a_form_is_answered_as_a_browser_would() -> None:
    form = read_page(FORM).form("/take/C-26-1/")
    body = form.body({"caller_name": "A", "locality": "ASHMOOR", "ring": "1"}, button=("then", "offer"))
    assert dict(body) == {
        "key": "k1",
        "csrfmiddlewaretoken": "t",
        "caller_name": "A",
        "words": "so far",
        "locality": "ASHMOOR",
        "danger": "yes",
        "ring": "1",
        "event_day": "2026-11-23",
        "then": "offer",
    }
    assert ("ring", "1") not in form.body({})


def test_choices_are_found_by_their_labels_before_or_after_them() -> None:
    page = read_page(
        '<form method="post" action="/o/"><label for="a1"><b>Ann:</b></label> busy <input type="checkbox" id="a1" '
        'name="ask" value="1"><input type="checkbox" id="a2" name="ask" value="2"><label for="a2">Ben</label>'
        '<button name="answer" value="accept">Accept it</button></form>'
    )
    form = page.form("/o/")
    assert (form.choice("ask", "Ann"), form.choice("ask", "Ben")) == ("1", "2")
    assert form.buttons == {("answer", "accept"): "Accept it"}
    with pytest.raises(FormChanged):
        form.choice("ask", "Cy")


@pytest.mark.parametrize(
    "answers", [{"nobody_asked": "1"}, {"locality": "NOWHERE"}, {"danger": "maybe"}, {"ring": "2"}]
)
def test_what_a_form_does_not_offer_cannot_be_sent(answers: dict[str, str]) -> None:
    with pytest.raises(FormChanged):
        read_page(FORM).form("/take/C-26-1/").body(answers)


def test_a_button_that_is_not_there_cannot_be_pressed() -> None:
    with pytest.raises(FormChanged):
        read_page(FORM).form("/take/C-26-1/").body({}, button=("then", "delete"))
    with pytest.raises(FormChanged):
        read_page(FORM).form("/elsewhere/")


def test_errors_on_a_page_are_read() -> None:
    page = read_page(
        '<h1>Take</h1><span class="nhsuk-error-message"><span>Error:</span> Say <b>who</b>.</span>'
    )
    assert page.errors == ["Error: Say who."]
