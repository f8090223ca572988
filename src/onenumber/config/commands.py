"""The `onenumber` command. Each room brings its own commands; the roof only names them and sets Django up first.

The database and the data folder come from the environment or from --data and --database, so nothing of Django is
imported before they are known.
"""

import os
from importlib import import_module

import click

from onenumber.config.starting import loading
from onenumber.records.wall import be_the_service_itself

COMMANDS = {
    "serve": "onenumber.config.serving:serve",
    "migrate": "onenumber.config.serving:migrate",
    "worker": "onenumber.config.serving:worker",
    "watchdog": "onenumber.messaging.commands:watchdog",
    "try": "onenumber.config.trying:try_it",
    "backup": "onenumber.config.safekeeping:backup",
    "restore": "onenumber.config.safekeeping:restore",
    "pack": "onenumber.hub.commands:pack",
    "load": "onenumber.workforce.commands:load",
    "add-user": "onenumber.access.commands:add_user_command",
    "verify-audit": "onenumber.audit.commands:verify_audit",
    "rebuild": "onenumber.allocation.commands:rebuild",
    "import": "onenumber.returns.commands:bring_in",
    "export": "onenumber.returns.commands:export",
    "demo": "onenumber.demo.commands:demo",
    "replay": "onenumber.demo.replay.commands:replay",
}
WITHOUT_A_DATABASE = {"watchdog"}  # it must start, and speak, while there is none
WITHOUT_DJANGO = {"replay", "try", "restore"}
MAKES_THE_DATABASE = {"load", "demo", "migrate", "serve"}
READS_ANY_VERSION = {"backup", "verify-audit"}  # an exhibit is looked at, not changed


class Rooms(click.Group):
    """Finds a command in its room when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command about to run gets a database of this version, or a sentence that says what to do first."""
        os.umask(0o077)  # records and keys are for this account only
        with loading():
            found = super().resolve_command(ctx, args)
        name = found[0] or ""
        be_the_service_itself()
        if name in COMMANDS and name not in WITHOUT_DJANGO | WITHOUT_A_DATABASE and "--help" not in args:
            prepare(make=name in MAKES_THE_DATABASE, any_version=name in READS_ANY_VERSION)
        return found

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        for option, variable in (("data", "ONENUMBER_DATA"), ("database", "ONENUMBER_DATABASE")):
            if ctx.params.get(option):
                os.environ[variable] = ctx.params[option]
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
        if cmd_name not in WITHOUT_DJANGO:
            import_module("django").setup()
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


def prepare(*, make: bool, any_version: bool) -> None:
    """Bring the database to this version, or refuse to work on one that is not there or of another version."""
    connection = import_module("django.db").connection
    if make and import_module("onenumber.records.wall_building").may_migrate(connection):
        import_module("onenumber.records.tables").bring_to_this_version()
        return
    if "audit_entry" not in connection.introspection.table_names():
        raise click.ClickException(
            "There is no database of One Number here yet. Make one with `onenumber load service.toml`, or name the "
            "right folder with --data or the right database with --database."
        )
    executor = import_module("django.db.migrations.executor").MigrationExecutor(connection)
    if not any_version and executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "This database is of an earlier version. Back it up with `onenumber backup`, then run `onenumber migrate` "
            "(on PostgreSQL as the role that owns the tables): it brings the database to this version."
        )


@click.command(cls=Rooms, help="One Number: run, fill, check and move an AMHP service.")
@click.option("--data", help="Folder of the database file, the key and the exports (default: ./data).")
@click.option("--database", help="sqlite:////absolute/path or postgresql://user:password@host:port/name.")
@click.version_option(package_name="onenumber")
def main(data: str | None, database: str | None) -> None:
    """Entry point of the console script; its options are read before the command is looked up."""
