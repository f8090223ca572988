"""Guards in the database: tables nobody can rewrite, and intervals that can be closed once.

Made by migrations on both databases. Nothing statutory is overwritten or deleted, not even by a mistake in
our own code.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations

MESSAGE = "nothing recorded is overwritten or deleted"


def _changed(columns: Sequence[str], quote: Any, distinct: str) -> str:
    return " OR ".join(f"OLD.{quote(c)} {distinct} NEW.{quote(c)}" for c in columns) or "1=0"


def _closed_again(columns: Sequence[str], quote: Any, distinct: str, empty_text: frozenset[str]) -> str:
    parts = []
    for column in columns:
        name = quote(column)
        had = f"OLD.{name} IS NOT NULL"
        if column in empty_text:
            had = f"OLD.{name} <> ''"
        parts.append(f"({had} AND OLD.{name} {distinct} NEW.{name})")
    return " OR ".join(parts) or "1=0"


def _lengthened(columns: Sequence[str], quote: Any) -> str:
    parts = (
        f"(OLD.{name} IS NOT NULL AND (NEW.{name} IS NULL OR NEW.{name} > OLD.{name}))"
        for name in map(quote, columns)
    )
    return " OR ".join(parts) or "1=0"


def _statements(table: str, refused: str, vendor: str, quote: Any) -> list[str]:
    if vendor == "sqlite":
        raising = f"SELECT RAISE(ABORT, '{table}: {MESSAGE}')"
        return [
            f'CREATE TRIGGER "{table}_kept_u" BEFORE UPDATE ON {quote(table)} WHEN {refused} BEGIN {raising}; END',
            f'CREATE TRIGGER "{table}_kept_d" BEFORE DELETE ON {quote(table)} BEGIN {raising}; END',
        ]
    function = f"{table}_kept"
    body = (
        f"CREATE FUNCTION {quote(function)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION '{table}: {MESSAGE}'; END IF; "
        f"IF {refused} THEN RAISE EXCEPTION '{table}: {MESSAGE}'; END IF; RETURN NEW; END $$"
    )
    return [
        body,
        f'CREATE TRIGGER "{table}_kept_row" BEFORE UPDATE OR DELETE ON {quote(table)} '
        f"FOR EACH ROW EXECUTE FUNCTION {quote(function)}()",
        f'CREATE TRIGGER "{table}_kept_all" BEFORE TRUNCATE ON {quote(table)} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {quote(function)}()",
    ]


def kept(
    room: str,
    model_name: str,
    *,
    closable: Sequence[str] = (),
    shortenable: Sequence[str] = (),
    rewritable: bool = False,
) -> migrations.RunPython:
    """A migration step: no row is deleted, and only `closable` columns go once from empty to a value.

    A `shortenable` column holds an announced end: from empty to a moment, and later only to an earlier one.
    A rewritable model (whose old values are kept elsewhere) is only guarded against deletion.
    """

    def guard(apps: Any, schema_editor: Any) -> None:
        model = apps.get_model(room, model_name)
        quote, vendor = schema_editor.quote_name, schema_editor.connection.vendor
        fields = model._meta.concrete_fields
        known = {field.column for field in fields}
        missing = {*closable, *shortenable} - known
        if missing:
            raise ValueError(f"{model_name} has no column {', '.join(sorted(missing))}")
        text = frozenset(
            f.column for f in fields if f.get_internal_type() in {"CharField", "TextField"} and not f.null
        )
        distinct = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
        fixed = [field.column for field in fields if field.column not in {*closable, *shortenable}]
        refused = (
            f"({_changed(fixed, quote, distinct)}) OR ({_closed_again(closable, quote, distinct, text)}) "
            f"OR ({_lengthened(shortenable, quote)})"
        )
        if rewritable:
            refused = "1=0"
        with schema_editor.connection.cursor() as cursor:
            for statement in _statements(model._meta.db_table, refused, vendor, quote):
                cursor.execute(statement)

    return migrations.RunPython(guard, migrations.RunPython.noop)
