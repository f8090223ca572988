"""Guards in the database: tables nobody can rewrite, and intervals that can be closed once.

Made by migrations on both databases. Nothing statutory is overwritten or deleted, not even by a mistake in
our own code. One way through exists, for the end of a retention period: a permit for that very row, which lives
only inside the transaction of an approved destruction (docs/decisions/0017).
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

MESSAGE = "nothing recorded is overwritten or deleted"
PERMITS = "records_permit"


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


def _permitted(table: str, key: str, quote: Any) -> str:
    row = f"table_name = '{table}' AND row_key = CAST(OLD.{quote(key)} AS varchar)"
    return f"EXISTS (SELECT 1 FROM {PERMITS} WHERE {row})"  # noqa: S608 - names of our own


def _delete_guard(table: str, key: str, quote: Any, *, permits: bool) -> str:
    """SQLite's trigger against deleting; it may name the permits only once their table is there."""
    unless = f"WHEN NOT {_permitted(table, key, quote)} " if permits else ""
    raising = f"SELECT RAISE(ABORT, '{table}: {MESSAGE}')"
    return f'CREATE TRIGGER "{table}_kept_d" BEFORE DELETE ON {quote(table)} {unless}BEGIN {raising}; END'


def _function(table: str, key: str, refused: str, quote: Any) -> str:
    """PostgreSQL's function: what it names is looked for when it runs, so the permits may come later."""
    return (
        f"CREATE OR REPLACE FUNCTION {quote(f'{table}_kept')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{_let_through(table, key, quote)}"
        f"IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION '{table}: {MESSAGE}'; END IF; "
        f"IF {refused} THEN RAISE EXCEPTION '{table}: {MESSAGE}'; END IF; RETURN NEW; END $$"
    )


def _let_through(table: str, key: str, quote: Any) -> str:
    return f"IF TG_OP = 'DELETE' THEN IF {_permitted(table, key, quote)} THEN RETURN OLD; END IF; END IF; "


def _statements(table: str, key: str, refused: str, connection: Any) -> list[str]:
    quote = connection.ops.quote_name
    if connection.vendor == "sqlite":
        raising = f"SELECT RAISE(ABORT, '{table}: {MESSAGE}')"
        permits = PERMITS in connection.introspection.table_names()
        return [
            f'CREATE TRIGGER "{table}_kept_u" BEFORE UPDATE ON {quote(table)} WHEN {refused} BEGIN {raising}; END',
            _delete_guard(table, key, quote, permits=permits),
        ]
    function = f"{table}_kept"
    return [
        _function(table, key, refused, quote),
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
        connection = schema_editor.connection
        refused = self._refused(state, schema_editor.quote_name, connection.vendor)
        with connection.cursor() as cursor:
            for statement in _statements(table, _key(state), refused, connection):
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


class Do(Operation):
    """Work on the database itself, as a migration step that asks for no models (see Keep)."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, work: Callable[[Any], None], says: str) -> None:
        self.work, self.says = work, says

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What the models are does not change."""

    def database_forwards(self, _room: str, schema_editor: Any, _before: Any, _after: Any) -> None:
        """Do it."""
        self.work(schema_editor.connection)

    def database_backwards(self, _room: str, _editor: Any, _before: Any, _after: Any) -> None:
        """It goes with its table."""

    def describe(self) -> str:
        """As `migrate` lists it."""
        return self.says


def _key(state: Any) -> str:
    for name, given in state.fields.items():
        if given.primary_key:
            field = given.clone()
            field.set_attributes_from_name(name)
            return str(field.column)
    raise ValueError(f"{state.name} has no key")


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


def let_permits_through(connection: Any) -> None:
    """Guards made before permits existed learn of them; what they refuse otherwise stays."""
    sqlite, quote = connection.vendor == "sqlite", connection.ops.quote_name
    guarded = (
        "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_kept_d'"
        if sqlite
        else "SELECT left(proname, -5), pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE '%\\_kept'"
    )
    with connection.cursor() as cursor:
        cursor.execute(guarded)
        for table, text in [row for row in cursor.fetchall() if PERMITS not in row[1]]:
            key = connection.introspection.get_primary_key_column(cursor, table)
            if sqlite:
                cursor.execute(f'DROP TRIGGER "{table}_kept_d"')
                cursor.execute(_delete_guard(table, key, quote, permits=True))
            else:
                cursor.execute(text.replace("BEGIN ", f"BEGIN {_let_through(table, key, quote)}", 1))
