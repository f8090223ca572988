"""`amhp law`: the law engine for analysts and for tests from outside, as JSON lines."""

import json
import sys
from typing import BinaryIO

import click

from amhp.law.json_lines import answer_lines
from amhp.law.rows import Row
from amhp.law.rule_book import rule_book


@click.group(help="Time limits and duties of the Mental Health Act, as dated rows with citations.")
def law() -> None:
    """The law's commands."""


@law.command()
@click.argument("questions", type=click.File("rb"), default="-")
def evaluate(questions: BinaryIO) -> None:
    """Answer questions, one JSON object a line: {"id": ..., "rule": ..., "inputs": {...}}.

    Reads a file, or standard input. A line that cannot be answered becomes {"id": ..., "error": "..."} and
    the run goes on; the exit status is 1 if there was one.
    """
    errors = 0
    for answered in answer_lines(questions):
        errors += answered.is_error
        sys.stdout.write(answered.line + "\n")
    sys.stdout.flush()
    if errors:
        sys.exit(1)


@law.command()
def rules() -> None:
    """List the rows of the law with dates, numbers and citations, one JSON object a line."""
    for row in rule_book():
        click.echo(json.dumps(_shown(row), ensure_ascii=False))


def _shown(row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "jurisdiction": row.jurisdiction.value,
        "ruleset": row.ruleset,
        "effective_from": row.effective_from.isoformat(),
        "effective_to": row.effective_to.isoformat() if row.effective_to else None,
        "citation": row.citation,
        "citations": dict(row.citations),
        "parameters": dict(row.parameters),
        "lists": {name: list(texts) for name, texts in row.lists.items()},
        "verified": row.verified.value,
        "note": row.note,
    }
