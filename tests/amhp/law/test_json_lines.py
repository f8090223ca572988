"""`amhp law`: one answer a line whatever comes, in order, valid JSON, and an exit status that tells."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from amhp.law.commands import law
from amhp.law.json_lines import answer_lines

GOOD = b'{"id": "L081", "rule": "s6.convey", "inputs": {"examined_on": ["2026-12-01"], "section": 3}}'


def answers(*lines: bytes) -> list[dict[str, object]]:
    return [json.loads(each.line) for each in answer_lines(lines)]


def test_an_answer_has_the_id_the_rule_and_the_result() -> None:
    [answer] = answers(GOOD)
    assert set(answer) == {"id", "rule", "result"}
    assert (answer["id"], answer["rule"]) == ("L081", "s6.convey")
    assert answer["result"]["last_day_to_admit"] == "2026-12-14"  # type: ignore[index]


@pytest.mark.parametrize(
    ("line", "line_id", "says"),
    [
        (b"not JSON", None, "not JSON"),
        (b"{", None, "not JSON"),
        (b"[]", None, "object"),
        (b"null", None, "object"),
        (b"12", None, "object"),
        (b"{}", None, "rule"),
        (b'{"id": 7}', 7, "rule"),
        (b'{"id": 7, "rule": 5, "inputs": {}}', 7, "rule"),
        (b'{"id": 7, "rule": "s6.convey"}', 7, "inputs"),
        (b'{"id": 7, "rule": "s6.convey", "inputs": []}', 7, "inputs"),
        (b'{"id": 7, "rule": "s9.none", "inputs": {}}', 7, "no rule"),
        (b'{"id": 7, "rule": "s136B.extension", "inputs": {"hours": NaN}}', 7, "NaN"),
        (b'{"id": 7, "rule": "s136B.extension", "inputs": {"hours": -Infinity}}', 7, "Infinity"),
        (b'{"id": 7, "rule": "s136B.extension", "inputs": {"hours": 1e999}}', 7, "finite"),
        (b'{"id": NaN, "rule": "s6.convey", "inputs": {}}', None, "NaN"),
        (b'{"id": 1e999, "rule": "s6.convey", "inputs": {}}', None, "id"),
        (b'{"id": {"a": 1}, "rule": "s6.convey", "inputs": {}}', None, "id"),
        (b'{"id": true, "rule": "s6.convey", "inputs": {}}', None, "id"),
        (b'{"id": 1, "id": 2, "rule": "s6.convey", "inputs": {}}', 2, "twice"),
        (b'{"id": 1, "rule": "s5_4.expiry", "inputs": {"recorded_at": 1, "recorded_at": 2}}', 1, "twice"),
        (b'{"id": 1, "rule": "s6.convey", "inputs": {"section": ' + b"9" * 5000 + b"}}", None, "not JSON"),
        (
            b'{"id": 1, "rule": "s6.convey", "inputs": {"examined_on": ["2026-12-01"], "section": '
            + b"9" * 4000
            + b"}}",
            1,
            "",
        ),
        (b"[" * 200_000, None, "nested"),
        (b'{"a":' * 100_000, None, "nested"),
        (b'{"id": 1, "rule": "' + b"x" * 2_000_000 + b'"}', None, "longer"),
        (b'{"id": "\xff"}', None, "UTF-8"),
        (b"\x00", None, "JSON"),
        (b'{"id": "\x00"}', None, "JSON"),
        (b'{"id": "\\u0000", "rule": "\\ud800", "inputs": {}}', "\0", "no rule"),
        (b'{"id": 1, "rule": "s136.location", "inputs": {"place": "\\ud800"}}', 1, "place"),
        (b'{"id": 1, "rule": "s136.location", "inputs": {"\\ud800": 1}}', 1, "no such input"),
    ],
)
def test_a_line_that_cannot_be_answered_is_an_error_of_that_line(
    line: bytes, line_id: object, says: str
) -> None:
    found = answers(GOOD, line, GOOD)
    assert found[0] == found[2]
    assert set(found[1]) == {"id", "error"}
    assert found[1]["id"] == line_id
    assert str(found[1]["error"]).startswith("Line 2: ")
    assert says in str(found[1]["error"])
    assert len(str(found[1]["error"])) < 1000


def test_blank_lines_and_a_byte_order_mark_are_no_lines() -> None:
    assert len(answers(b"\xef\xbb\xbf" + GOOD, b"\n", b"  \r\n", GOOD + b"\r\n")) == 2


@given(st.lists(st.binary(max_size=40) | st.sampled_from([GOOD, b"{}", b"[1]"]), max_size=6))
def test_any_bytes_give_one_valid_answer_a_line(lines: list[bytes]) -> None:
    wanted = [line for line in lines if line.removeprefix(b"\xef\xbb\xbf").strip() or line.strip()]
    found = [each.line for each in answer_lines(lines)]
    assert len(found) <= len(wanted)
    for line in found:
        assert line.isascii()
        assert "\n" not in line
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={"id": JSON, "rule": JSON | st.sampled_from(["s136.expiry", "s6.convey"]), "inputs": JSON},
    )
)
def test_any_object_gives_an_answer_with_its_id(asked: dict[str, object]) -> None:
    [answer] = answers(json.dumps(asked).encode())
    assert set(answer) in ({"id", "rule", "result"}, {"id", "error"})
    if isinstance(asked.get("id"), str):
        assert answer["id"] == asked["id"]


def test_the_command_reads_files_and_says_by_its_status_whether_all_went_well(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_bytes(GOOD + b"\n" + GOOD + b"\n")
    run = CliRunner().invoke(law, ["evaluate", str(questions)])
    assert run.exit_code == 0
    assert len(run.stdout.splitlines()) == 2
    questions.write_bytes(b"nonsense\n" + GOOD)
    run = CliRunner().invoke(law, ["evaluate", str(questions)])
    assert run.exit_code == 1
    assert ["error" in json.loads(line) for line in run.stdout.splitlines()] == [True, False]


def test_the_command_reads_standard_input_as_bytes() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from amhp.law.commands import law; law()", "evaluate"],
        input=b'{"id": "\xff"}\n' + GOOD + b"\n",
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr == b""
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [None, "L081"]


def test_the_rules_are_listed_with_their_citations() -> None:
    run = CliRunner().invoke(law, ["rules"])
    assert run.exit_code == 0
    rows = {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}
    assert rows["s136.expiry"]["parameters"] == {"hours": 24}
    assert rows["s136.expiry"]["citation"] == "MHA 1983 s136(2A)(a)"
    assert rows["s17F.recall_72h"]["verified"] == "secondary"
    assert all(row["citation"] and row["effective_from"] for row in rows.values())
