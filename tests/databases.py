"""A private PostgreSQL for the tests: made in a temporary folder, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg
from psycopg import sql

from tests import empty_database

MIGRATED = "migrated"  # a database with tables and nothing in them, to be copied


def postgresql_programs() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


OWNS, SERVES = "onenumber_owner", "onenumber"
DEPLOYED = (  # as docs/operator/postgresql.md says
    "ALTER DATABASE {name} OWNER TO onenumber_owner",
    "ALTER DEFAULT PRIVILEGES FOR ROLE onenumber_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO onenumber",
    "ALTER DEFAULT PRIVILEGES FOR ROLE onenumber_owner GRANT SELECT, USAGE ON SEQUENCES TO onenumber",
)


class PrivatePostgreSQL:
    """A server of our own, with fsync on, for as long as the `with` lasts."""

    def __init__(self, *, kept: bool = True) -> None:
        programs = postgresql_programs()
        if programs is None:
            raise FileNotFoundError("no PostgreSQL programs (initdb, pg_ctl) were found")
        self.programs = programs
        self.kept = kept  # whether it begins as a copy of the server that has the tables
        self.folder = Path(tempfile.mkdtemp(prefix="one-number-pg-"))
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as a user it accepts (it refuses root)."""
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=200"
        self.run(
            "pg_ctl",
            "-D",
            str(self.folder / "data"),
            "-l",
            str(self.folder / "log"),
            "-w",
            "-o",
            options,
            "start",
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; `immediate` is a crash."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def address(self, name: str, *, create: bool = True, migrated: bool = False) -> str:
        """The address of a database on this server, made if it is not there yet; if asked, with all tables in it."""
        if create:
            with psycopg.connect(
                host=str(self.folder), user=self.user, dbname="postgres", autocommit=True
            ) as link:
                known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
                like = sql.SQL(" TEMPLATE {}").format(sql.Identifier(MIGRATED)) if migrated else sql.SQL("")
                if known is None:
                    link.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), like))
        return f"postgresql://{self.user}@/{name}?host={quote(str(self.folder))}"

    def serving_address(self, name: str, *, migrated: bool = False) -> str:
        """The database as a deployment has it: one role owns the tables, a second one may only read and write."""
        self.address(name, migrated=migrated)
        with psycopg.connect(self.address(name), autocommit=True) as link:
            for role in (OWNS, SERVES):
                if link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                    link.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
            for statement in DEPLOYED:
                link.execute(sql.SQL(statement).format(name=sql.Identifier(name)))
        return self.address(name, create=False).replace(f"//{self.user}@", f"//{SERVES}@")

    def __enter__(self) -> "PrivatePostgreSQL":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.folder.chmod(0o755)
        data = self.folder / "data"
        if self.kept:
            subprocess.run(["cp", "-a", str(_kept_server()), str(data)], check=True)
        else:
            self.run("initdb", "-D", str(data), "-A", "trust", "-U", self.user, "-E", "UTF8", "--no-sync")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def _kept_server() -> Path:
    """The folder of a stopped server that has one database with all tables; made once for each state of the tables."""
    kept = empty_database.KEPT_IN / f"postgresql-{empty_database.fingerprint()}"
    with empty_database.one_at_a_time("postgresql"):
        if not kept.exists():
            with PrivatePostgreSQL(kept=False) as server, tempfile.TemporaryDirectory() as folder:
                serving = server.serving_address(MIGRATED)
                empty_database.migrate(Path(folder), serving.replace(f"//{SERVES}@", f"//{OWNS}@"))
                server.stop()
                making = kept.with_suffix(".new")
                shutil.rmtree(making, ignore_errors=True)
                subprocess.run(["cp", "-a", str(server.folder / "data"), str(making)], check=True)
                server.start()
                making.rename(kept)
    return kept
