"""`amhp dataset`: the dataset from outside, JSON lines in and JSON lines out."""

import json
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

import click

from amhp.dataset.codes import UnknownCode, code_list, code_list_names
from amhp.dataset.columns import Table, fields
from amhp.dataset.json_rows import BadRow, row_from_json
from amhp.dataset.judging import judge_each
from amhp.dataset.manifests import problem_as_json
from amhp.dataset.rows import ReturnRow
from amhp.dataset.rulebook import Context
from amhp.dataset.table_schemas import table_schema


@click.group(help="The AMHP minimum dataset: its fields, codes and rules.")
def dataset() -> None:
    """Group of the dataset's commands."""


@dataset.command("fields", help="Print every field, one JSON object a line.")
@click.option("--schema", is_flag=True, help="Print the Frictionless data package instead.")
def print_fields(schema: bool) -> None:
    """Print the fields of all tables in order."""
    if schema:
        click.echo(json.dumps(table_schema(), indent=1))
        return
    for table in Table:
        for field in fields(table):
            _print(
                {
                    "table": field.table.value,
                    "name": field.name,
                    "type": field.type.value,
                    "code_list": field.code_list or None,
                    "need": field.need.value,
                    "applies": field.applies,
                    "leaves": field.leaves,
                    "verified": field.verified,
                    "meaning": field.meaning,
                }
            )


@dataset.command("codes", help="Print the codes of one list, or of all, one JSON object a line.")
@click.option("--list", "name", help="Name of the list, for example CL-SRC.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Only codes valid on this day.")
def print_codes(name: str | None, on: datetime | None) -> None:
    """Print code rows with their dates and flags."""
    try:
        names = code_list_names() if name is None else (name,)
        codes = [code for each in names for code in code_list(each, on=None if on is None else on.date())]
    except UnknownCode as error:
        raise click.ClickException(f"{error} The lists are: {', '.join(code_list_names())}.") from None
    for code in codes:
        _print(
            {
                "list": code.list_name,
                "code": code.code,
                "label": code.label,
                "valid_from": code.valid_from.isoformat() if code.valid_from else None,
                "valid_to": code.valid_to.isoformat() if code.valid_to else None,
                "verified": code.verified,
                **code.flags,
            }
        )


@dataset.command(
    "check", help="Judge rows by the rules X01 to X36: rows in, problems out, in the same order."
)
@click.option("--at", required=True, help="The moment of judging, for example 2026-11-22T10:00+00:00.")
@click.option(
    "--synthetic/--live", default=False, help="Whether the service is a demonstration (999 numbers)."
)
@click.argument("source", type=click.File("r", encoding="utf-8", errors="surrogateescape"), default="-")
def check(at: str, synthetic: bool, source: TextIO) -> None:
    """Judge JSON lines; a line that cannot be read gets an error of its own, and the exit status is 1."""
    context = Context(synthetic=synthetic, at=_moment(at))
    answers: list[tuple[Any, ReturnRow | str]] = [_read(line) for line in source if line.strip()]
    rows = [row for _, row in answers if isinstance(row, ReturnRow)]
    judged = iter(judge_each(rows, context=context))
    for identifier, answer in answers:
        if isinstance(answer, str):
            _print({"id": identifier, "error": answer})
        else:
            _print({"id": identifier, "problems": [problem_as_json(problem) for problem in next(judged)]})
    if any(isinstance(answer, str) for _, answer in answers):
        sys.exit(1)


def _read(line: str) -> tuple[Any, ReturnRow | str]:
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError):
        return None, "This line is not JSON."
    identifier = parsed.get("id") if isinstance(parsed, dict) else None
    try:
        return identifier, row_from_json(parsed)
    except BadRow as error:
        return identifier, str(error)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a moment: write 2026-11-22T10:00+00:00.") from None
    if moment.utcoffset() is None:
        raise click.BadParameter("The moment needs an offset: write 2026-11-22T10:00+00:00.")
    return moment.astimezone(UTC)


def _print(line: dict[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=True))
