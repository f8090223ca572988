"""`amhp dataset` from outside: JSON lines in, JSON lines out, and the exit status."""

import json

from click.testing import CliRunner, Result

from amhp.commands import main
from amhp.dataset import Table, code_list, code_list_names, fields

AT = "2026-11-30T12:00+00:00"


def run(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, ["dataset", *arguments], input=lines)


def answers(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_fields_prints_every_field() -> None:
    result = run("fields")
    assert result.exit_code == 0
    assert [(line["table"], line["name"]) for line in answers(result)] == [
        (table.value, field.name) for table in Table for field in fields(table)
    ]
    assert {line["name"] for line in answers(result) if not line["leaves"]} >= {
        "nhs_number",
        "amhp_key",
        "note",
    }
    assert json.loads(run("fields", "--schema").stdout)["name"] == "amds"


def test_codes_prints_one_list_or_all_and_a_day() -> None:
    assert [line["code"] for line in answers(run("codes", "--list", "PRIORITY"))] == ["1", "4", "2", "3"]
    assert len(answers(run("codes"))) == sum(len(code_list(name)) for name in code_list_names())
    on = answers(run("codes", "--list", "CL-REG", "--on", "2026-02-18"))
    assert [line["code"] for line in on] == ["MHA1983_MHA2025_1"]
    refused = run("codes", "--list", "NOPE")
    assert refused.exit_code == 1 and "CL-SRC" in refused.output


def test_check_answers_each_line_and_goes_on_after_a_bad_one() -> None:
    good = {"id": 1, "values": {"record_id": "A", "amhp_capacity_source": "NEIGHBOUR"}}
    lines = [
        json.dumps(good),
        "{not json",
        json.dumps({"id": 3, "values": {"mood": "cheerful"}}),
        json.dumps({"id": 4, "values": {"received_at": "2026-11-22T10:00"}}),
        json.dumps({"id": 5, "values": {"age_years": "old"}}),
        json.dumps(
            {"id": 6, "values": {"received_at": "2026-11-10T09:00+00:00"}, "delays": [{"stage": "TEA"}]}
        ),
        json.dumps([7]),
        json.dumps({"id": 8, "values": {"age_years": 1.5}}),
        json.dumps({"id": 9, "values": {}, "delays": "none"}),
        json.dumps({"id": 10, "values": {}, "wishes": []}),
        '{"id": 11, "values": {"age_years": ' + "9" * 5000 + "}}",
        json.dumps({"id": 12, "values": {"age_years": "17", "birth_date": "2009-01-01", "outcome": ""}}),
    ]
    result = run("check", "--at", AT, "--synthetic", lines="\n".join(lines) + "\n\n")
    found = answers(result)
    assert result.exit_code == 1
    assert [line["id"] for line in found] == [1, None, 3, 4, 5, 6, None, 8, 9, 10, None, 12]
    assert [problem["rule"] for problem in found[0]["problems"]] == ["X29"]
    assert found[0]["problems"][0]["fields"] == ["sla_code", "amhp_capacity_source"]
    assert [problem["rule"] for problem in found[5]["problems"]] == ["X35"]
    assert found[11]["problems"] == []
    assert ["error" in line for line in found] == [
        False, True, True, True, True, False, True, True, True, True, True, False,
    ]  # fmt: skip
    assert "mood" in found[2]["error"] and "time zone" in found[3]["error"]


def test_check_compares_the_rows_and_ends_well_when_all_can_be_read() -> None:
    one = {"contact_type": "S13", "person_key": "k", "received_at": "2026-11-10T09:00+00:00"}
    lines = [json.dumps({"id": each, "values": {**one, "record_id": each}}) for each in ("A", "B")]
    result = run("check", "--at", AT, lines="\n".join(lines))
    assert result.exit_code == 0
    assert [[problem["rule"] for problem in line["problems"]] for line in answers(result)] == [[], ["X28"]]


def test_check_judges_test_numbers_by_the_kind_of_service() -> None:
    line = json.dumps({"id": 1, "values": {"nhs_number": "9991257756"}})
    assert answers(run("check", "--at", AT, "--synthetic", lines=line))[0]["problems"] == []
    (problem,) = answers(run("check", "--at", AT, "--live", lines=line))[0]["problems"]
    assert problem["rule"] == "X32" and "9991257756" not in json.dumps(problem)


def test_check_needs_a_moment() -> None:
    assert run("check", lines="{}").exit_code == 2
    assert "offset" in run("check", "--at", "2026-11-30T12:00", lines="{}").output
    assert run("check", "--at", "soon", lines="{}").exit_code == 2
