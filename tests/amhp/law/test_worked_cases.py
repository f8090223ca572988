"""The worked cases of the law: every row whose rule exists, machine fields compared, free text not."""

import csv
import json
from pathlib import Path

import pytest

from amhp.law import RULES, evaluate

FREE_TEXT = {"reason", "clock_start", "because", "served", "duty", "tribunal_reference"}
RULES_NOW = {
    *("s136.expiry", "s136B.extension", "s135_1.expiry", "s5_2.expiry", "s5_4.expiry", "s17F.recall_72h"),
    *("s4.duration", "s2.duration", "s4.convey", "s6.convey", "s11_5.applicant_seen"),
    *("input.validate", "s136.consult", "s136.location", "s13_4.request"),
}
with (Path(__file__).parents[2] / "data" / "law_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = [row for row in csv.DictReader(file) if row["rule"] in RULES and row["confidence"] != "drop"]


def test_the_rules_of_this_issue_exist_and_have_cases() -> None:
    assert set(RULES) >= RULES_NOW
    assert len(CASES) >= 29


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_worked_case(case: dict[str, str]) -> None:
    answer = evaluate(case["rule"], json.loads(case["inputs_json"]))
    expected = {k: v for k, v in json.loads(case["expected"]).items() if k not in FREE_TEXT}
    assert {name: answer.get(name, "not answered") for name in expected} == expected
    assert answer["citation"]
