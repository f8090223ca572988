"""A doctor's confirmed slots never overlap: an exclusion constraint on PostgreSQL, a trigger on SQLite.

A slot counts from a confirmed answer until the doctor has left, or it is cancelled or changed. A later migration
that alters the table on SQLite makes the trigger again.
"""

from typing import Any

from django.db import migrations

TABLE = "allocation_ask"
COUNTS = "answer = 'confirmed' AND ended_at IS NULL AND practitioner_id IS NOT NULL"
# A range of one number stands for "the same doctor", so that no extension has to be installed.
EXCLUSION = (
    f'ALTER TABLE "{TABLE}" ADD CONSTRAINT "one_slot_at_a_time" EXCLUDE USING gist '
    "(int8range(practitioner_id, practitioner_id, '[]') WITH &&, tstzrange(expected_from, expected_to) WITH &&) "
    f"WHERE ({COUNTS})"
)
SAME_TIME = (
    f'SELECT 1 FROM "{TABLE}" other WHERE other.practitioner_id = NEW.practitioner_id AND other.id <> NEW.id '
    "AND other.answer = 'confirmed' AND other.ended_at IS NULL "
    "AND other.expected_from < NEW.expected_to AND NEW.expected_from < other.expected_to"
)
REFUSED = (
    "NEW.answer = 'confirmed' AND NEW.ended_at IS NULL AND NEW.practitioner_id IS NOT NULL "
    f"AND EXISTS ({SAME_TIME})"
)
RAISING = "SELECT RAISE(ABORT, 'one_slot_at_a_time: this doctor is confirmed for another case then')"


def guard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        statements = [
            f'CREATE TRIGGER "{TABLE}_slot_{when[0].lower()}" BEFORE {when} ON "{TABLE}" WHEN {REFUSED} '
            f"BEGIN {RAISING}; END"
            for when in ("INSERT", "UPDATE")
        ]
    else:
        statements = [EXCLUSION]
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("allocation", "0004_asks_kept")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
