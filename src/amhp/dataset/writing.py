"""Writes a return: four CSV files and their manifest. Every row is written, also one that breaks a rule.

Local fields and a practitioner's key are in no file (AMDS v1 §4.3). The manifest is written last, so that a
folder with a manifest is a whole return.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from amhp.dataset.answered import completeness
from amhp.dataset.cells import cell
from amhp.dataset.columns import Table, fields
from amhp.dataset.judging import judge_all
from amhp.dataset.manifests import FileEntry, Manifest
from amhp.dataset.rows import ReturnRow, Values
from amhp.dataset.rulebook import Context

MANIFEST = "manifest.json"


class ReturnExists(FileExistsError):
    """The folder already holds a return, or part of one."""


class RecordIdRepeated(ValueError):
    """Two rows have one `record_id`, or a row has none."""


class RowOutsidePeriod(ValueError):
    """A row was received outside the period of the return."""


def write_return(
    folder: Path,
    rows: Iterable[ReturnRow],
    *,
    period_from: date,
    period_to: date,
    at: datetime,
    service: str,
    synthetic: bool,
    by: str,
    ods_areas: Mapping[str, str] | None = None,
) -> Manifest:
    """Write the rows and return the manifest. `at` is the moment of the export, `by` who made it.

    Raises `ReturnExists`, `RecordIdRepeated` or `RowOutsidePeriod` before anything is written.
    """
    kept = list(rows)
    _refuse_wrong_rows(kept, period_from=period_from, period_to=period_to)
    _refuse_used_folder(folder)
    context = Context(synthetic=synthetic, at=at, ods_areas=ods_areas or {})
    problems = tuple(judge_all(kept, context=context))
    folder.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(
        service=service,
        synthetic=synthetic,
        period_from=period_from,
        period_to=period_to,
        at=at,
        by=by,
        files=tuple(_write_table(folder, table, kept) for table in Table),
        problems=problems,
        completeness=completeness(kept),
    )
    text = json.dumps(manifest.as_json(), indent=1, ensure_ascii=True) + "\n"
    _write(folder / MANIFEST, text.encode("utf-8"))
    return manifest


def _refuse_wrong_rows(rows: list[ReturnRow], *, period_from: date, period_to: date) -> None:
    seen: set[str] = set()
    for row in rows:
        if not row.record_id or row.record_id in seen:
            raise RecordIdRepeated(
                f"record_id {row.record_id!r} is empty or stands twice: give each row its own."
            )
        seen.add(row.record_id)
        received = row.day("received_at")
        if received is not None and not period_from <= received <= period_to:
            raise RowOutsidePeriod(
                f"Row {row.record_id} was received on {received.isoformat()}, outside "
                f"{period_from.isoformat()} to {period_to.isoformat()}: leave it out or change the period."
            )


def _refuse_used_folder(folder: Path) -> None:
    names = [*(f"{table}.csv" for table in Table), MANIFEST]
    used = [name for name in names if (folder / name).exists()]
    if used:
        raise ReturnExists(f"{folder} already holds {', '.join(used)}: choose an empty folder.")


def _write_table(folder: Path, table: Table, rows: list[ReturnRow]) -> FileEntry:
    columns = [field for field in fields(table) if field.leaves]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in columns])
    count = 0
    for row in rows:
        for values in _values(row, table):
            own = {**values, "record_id": row.record_id}
            writer.writerow([cell(field, own.get(field.name)) for field in columns])
            count += 1
    content = text.getvalue().encode("utf-8")
    _write(folder / f"{table}.csv", content)
    return FileEntry(f"{table}.csv", count, hashlib.sha256(content).hexdigest())


def _values(row: ReturnRow, table: Table) -> list[Values]:
    children = {Table.DELAY: row.delays, Table.DOCTOR: row.doctors, Table.ASSESSMENT_ATTEMPT: row.attempts}
    return [row.values] if table is Table.RECORD else [child.values for child in children[table]]


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
