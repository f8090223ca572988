"""Guards in the database: tables nobody can rewrite, and intervals that can be closed once.

Made by migrations on both databases. Nothing statutory is overwritten or deleted, not even by a mistake in
our own code.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

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


class Keep(Operation):
    """The guard of one table, as a migration step. It reads the table's columns from the migration's own state.

    Asking for the model itself (as RunPython does) builds every model of every room anew, once a table: three
    quarters of the time it took to make a database.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        room: str,
        model_name: str,
        closable: Sequence[str],
        shortenable: Sequence[str],
        rewritable: bool,
    ) -> None:
        self.room, self.model_name, self.rewritable = room, model_name, rewritable
        self.closable, self.shortenable = tuple(closable), tuple(shortenable)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What the models are does not change."""

    def database_forwards(self, _room: str, schema_editor: Any, _before: Any, to_state: Any) -> None:
        """Make the triggers."""
        state = to_state.models[self.room, self.model_name.lower()]
        table = state.options.get("db_table") or f"{self.room}_{self.model_name.lower()}"
        quote, vendor = schema_editor.quote_name, schema_editor.connection.vendor
        with schema_editor.connection.cursor() as cursor:
            for statement in _statements(table, self._refused(state, quote, vendor), vendor, quote):
                cursor.execute(statement)

    def database_backwards(self, _room: str, _editor: Any, _before: Any, _after: Any) -> None:
        """The guards go with their table."""

    def describe(self) -> str:
        """As `migrate` lists it."""
        return f"Keep what {self.model_name} holds"

    def _refused(self, state: Any, quote: Any, vendor: str) -> str:
        if self.rewritable:
            return "1=0"
        columns, text = _columns(state)
        missing = {*self.closable, *self.shortenable} - set(columns)
        if missing:
            raise ValueError(f"{self.model_name} has no column {', '.join(sorted(missing))}")
        distinct = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
        fixed = [column for column in columns if column not in {*self.closable, *self.shortenable}]
        return (
            f"({_changed(fixed, quote, distinct)}) OR ({_closed_again(self.closable, quote, distinct, text)}) "
            f"OR ({_lengthened(self.shortenable, quote)})"
        )


def _columns(state: Any) -> tuple[list[str], frozenset[str]]:
    """The columns of a model's table in order, and those of them that hold text and are empty rather than null."""
    columns, text = [], set()
    for name, given in state.fields.items():
        field = given.clone()
        field.set_attributes_from_name(name)
        if field.many_to_many or field.column is None:
            continue
        columns.append(field.column)
        if field.get_internal_type() in {"CharField", "TextField"} and not field.null:
            text.add(field.column)
    return columns, frozenset(text)


class Release(Operation):
    """The guard of one table taken away before the table is altered; `kept` follows in the same migration."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, room: str, model_name: str) -> None:
        self.room, self.model_name = room, model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What the models are does not change."""

    def database_forwards(self, _room: str, schema_editor: Any, before: Any, _after: Any) -> None:
        """Drop the triggers."""
        state = before.models[self.room, self.model_name.lower()]
        table = state.options.get("db_table") or f"{self.room}_{self.model_name.lower()}"
        quote, vendor = schema_editor.quote_name, schema_editor.connection.vendor
        with schema_editor.connection.cursor() as cursor:
            for statement in _dropped(table, vendor, quote):
                cursor.execute(statement)

    def database_backwards(self, _room: str, _editor: Any, _before: Any, _after: Any) -> None:
        """Backwards the table is altered without its guard."""

    def describe(self) -> str:
        """As `migrate` lists it."""
        return f"Let {self.model_name} be altered"


def _dropped(table: str, vendor: str, quote: Any) -> list[str]:
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{table}_kept_{each}"' for each in "ud"]
    return [f"DROP FUNCTION IF EXISTS {quote(f'{table}_kept')}() CASCADE"]


def released(room: str, model_name: str) -> Release:
    """A migration step before a guarded table is altered."""
    return Release(room, model_name)


def kept(
    room: str,
    model_name: str,
    *,
    closable: Sequence[str] = (),
    shortenable: Sequence[str] = (),
    rewritable: bool = False,
) -> Keep:
    """A migration step: no row is deleted, and only `closable` columns go once from empty to a value.

    A `shortenable` column holds an announced end: from empty to a moment, and later only to an earlier one.
    A rewritable model (whose old values are kept elsewhere) is only guarded against deletion.
    """

    return Keep(room, model_name, closable, shortenable, rewritable)
