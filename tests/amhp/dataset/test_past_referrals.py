"""The five hundred mended past referrals as rows of the return: counts kept, only true gaps broken.

What a row becomes is written in the description of the spreadsheet's columns (tests/data/README.md).
"""

import json
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from amhp.dataset import Context, ReturnRow, judge_all, legal_regime, national_source, person_key
from amhp.dataset.rows import local_day

DATA = json.loads((Path(__file__).parents[2] / "data" / "clean_referrals.expected.json").read_text("utf-8"))
CONTEXT = Context(synthetic=True, at=datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
LONDON = ZoneInfo("Europe/London")


def contact_type(line: dict) -> str:
    if line["outcome"] == "ADVICE_ONLY":
        return "ADVICE"
    by_status = {"20": "S136", "19": "S135"}
    return by_status.get(line["status"], "S13_4" if line["source"] == "NEAREST_RELATIVE" else "S13")


def triage(line: dict) -> str:
    if line["assessed_at"] or line["outcome"] in {"HOLD_LAPSED", "PERSON_ABSENT"}:
        return "ASSESS"
    return {"TRANSFERRED": "TRANSFER", "ADVICE_ONLY": "ADVICE"}.get(line["outcome"], "NOT_ASSESS")


def moment(text: str | None) -> dict:
    if text is None:
        return {"at": None, "quality": None}
    if len(text) == 10:
        day = datetime.fromisoformat(text).date()
        return {"at": datetime.combine(day, time(0), tzinfo=LONDON), "quality": "unknown"}
    return {"at": datetime.fromisoformat(text), "quality": "exact"}


def as_row(line: dict) -> ReturnRow:
    received, assessed, closed = (moment(line[name]) for name in ("received_at", "assessed_at", "closed_on"))
    return ReturnRow(
        {
            "record_id": line["reference"],
            "contact_type": contact_type(line),
            "triage_decision": triage(line),
            "triaged_at": received["at"],
            "triaged_at_quality": received["quality"],
            "received_at": received["at"],
            "received_at_quality": received["quality"],
            "legal_regime": legal_regime(local_day(received["at"])),
            "team_code": line["locality"],
            "source_amhp": line["source"],
            "source_national": national_source(line["source"]),
            "status_at_referral": line["status"],
            "assessment_started_at": assessed["at"],
            "assessment_started_at_quality": assessed["quality"],
            "outcome": line["outcome"],
            "closed_at": closed["at"],
            "closed_at_quality": closed["quality"],
            "nhs_number": line["nhs_number"],
            "person_key": person_key(line["nhs_number"] or line["reference"], key=b"k" * 32, year=2026),
            "gender_identity": "X",
            "ethnic_category": "99",
            "residence_gss": "NOT_KNOWN",
            "place_at_referral": "NOT_KNOWN",
        }
    )


@pytest.fixture(scope="module")
def rows() -> list[ReturnRow]:
    return [as_row(line) for line in DATA["rows"]]


def test_the_counts_of_the_sheet_are_the_counts_of_the_return(rows: list[ReturnRow]) -> None:
    assert len(rows) == DATA["totals"]["data_rows"] == 500
    named = (("outcome", "by_outcome"), ("source_amhp", "by_source"), ("status_at_referral", "by_status"))
    for field, counts in (*named, ("team_code", "by_locality")):
        assert Counter(row.text(field) for row in rows) == DATA[counts]


def test_only_what_the_sheet_lacks_breaks_a_rule(rows: list[ReturnRow]) -> None:
    broken: dict[str, set[str]] = {}
    for problem in judge_all(rows, context=CONTEXT):
        broken.setdefault(problem.rule, set()).add(problem.record_id)
    assert set(broken) == {"X04", "X05", "X09", "X10", "X14", "X15", "X19", "X30", "X33"}
    by_outcome, by_status = DATA["by_outcome"], DATA["by_status"]
    assert len(broken["X04"]) == len(broken["X05"]) == sum(by_outcome[each] for each in ("S2", "S3", "S4"))
    assert len(broken["X10"]) == by_status["19"] + by_status["20"]
    assert len(broken["X15"]) == by_outcome["RECS_NO_BED"]
    assert len(broken["X33"]) == 500
