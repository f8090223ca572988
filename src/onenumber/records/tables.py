"""The tables of a database: an empty one gets all of them at once, any other is brought forward by its migrations.

Django goes forward one migration at a time and builds its models anew at every step: most of the work of making a
database (measured: 15 s of CPU, 2 s at once) and, in an empty one, for nothing. What comes out is the same; a test
compares both, on both engines (docs/decisions/0022).
"""

from typing import Any

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython

from onenumber.records.guards import Do, Keep, Release

OURS = "onenumber."
NOTED_IN = "django_migrations"


def bring_to_this_version() -> None:
    """Make the tables, or bring them forward; nothing where they are as they should be."""
    executor = MigrationExecutor(connection)
    if set(connection.introspection.table_names()) <= {NOTED_IN} and not executor.loader.applied_migrations:
        _at_once(executor)
    else:
        call_command("migrate", verbosity=0, interactive=False)


def _at_once(executor: MigrationExecutor) -> None:
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    executor.recorder.ensure_schema()
    emit_pre_migrate_signal(0, interactive=False, db=connection.alias)
    state = executor.loader.project_state()
    with connection.schema_editor() as editor:  # all of it or nothing
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection) and not model._meta.proxy:
                editor.create_model(model)
        for statement in editor.deferred_sql:
            editor.execute(statement)
        editor.deferred_sql.clear()
        for migration in plan:
            _work_on_the_database(migration, editor, state)
            executor.recorder.record_applied(migration.app_label, migration.name)
    emit_post_migrate_signal(0, interactive=False, db=connection.alias, apps=state.apps, plan=[])


def _work_on_the_database(migration: Migration, editor: Any, state: Any) -> None:
    """What a migration of ours does besides shaping tables. Those of libraries move rows, of which there are none."""
    if type(migration).__module__.startswith(OURS):
        for operation in migration.operations:
            if isinstance(operation, Keep | Release | Do | RunPython):
                operation.database_forwards(migration.app_label, editor, state, state)
