"""The report of a reading as plain JSON: what is wrong and where, and what is in the rows.

The problems hold no name, birth date or NHS number, so a report may be sent to whoever mends the sheet. The
rows themselves are only written where they are asked for.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from onenumber.returns.spreadsheet.problems import Problem, Severity
from onenumber.returns.spreadsheet.reading import ReadResult
from onenumber.returns.spreadsheet.referral_row import ReferralRow


def to_report(result: ReadResult) -> dict[str, Any]:
    """The file, the totals, every problem and the counts of the rows that can be imported."""
    counts = result.counts
    return {
        "file": result.file,
        "sheet": result.sheet,
        "ignored_sheets": list(result.ignored_sheets),
        "heading_row": result.heading_row,
        "first_data_row": result.first_data_row,
        "skipped_rows": list(result.skipped_rows),
        "import_refused": result.is_refused,
        "totals": {
            "data_rows": counts.data_rows,
            "problems": len(result.problems),
            "errors": counts.errors,
            "warnings": counts.warnings,
            "rows_with_errors": counts.rows_with_errors,
            "rows_with_warnings_only": counts.rows_with_warnings_only,
            "rows_without_problems": counts.rows_without_problems,
        },
        "by_code": {severity.value: _by_code(result, severity) for severity in Severity},
        "problems": [_problem(problem) for problem in result.problems],
    } | ({} if result.is_refused else counts_as_json(result))


def counts_as_json(result: ReadResult) -> dict[str, dict[str, int]]:
    """How many rows that can be imported there are of each code, and in each month of receipt."""
    counts = result.counts
    return {
        "by_outcome": dict(counts.by_outcome),
        "by_source": dict(counts.by_source),
        "by_locality": dict(counts.by_locality),
        "by_status": dict(counts.by_status),
        "by_month": dict(counts.by_month),
    }


def row_as_json(row: ReferralRow, *, zone: ZoneInfo) -> dict[str, str | int | None]:
    """A row as read, its times in the sheet's own zone to the minute. It names the person: keep it safe."""
    return {
        "row": row.spreadsheet_row,
        "reference": row.reference,
        "received_at": _local(row.received_at, zone),
        "name": row.name,
        "birth_date": row.birth_date.isoformat() if row.birth_date else None,
        "nhs_number": row.nhs_number,
        "locality": row.locality,
        "source": row.source,
        "status": row.status,
        "assessed_at": _local(row.assessed_at, zone),
        "outcome": row.outcome,
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        "note": row.note,
    }


def _local(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="minutes") if moment else None


def _by_code(result: ReadResult, severity: Severity) -> dict[str, int]:
    return dict(sorted(Counter(p.code.value for p in result.problems if p.severity is severity).items()))


def _problem(problem: Problem) -> dict[str, str | int | None]:
    other = {} if problem.other_row is None else {"other_row": problem.other_row}
    return {
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "code": problem.code.value,
        "severity": problem.severity.value,
        **other,
    }
