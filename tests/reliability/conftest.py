"""A filled service for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import PrivatePostgreSQL, postgresql_programs
from tests.reliability.running import Running


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[PrivatePostgreSQL | None]:
    """A private PostgreSQL, or None for SQLite."""
    if request.param == "sqlite":
        yield None
        return
    if postgresql_programs() is None:
        pytest.skip("no PostgreSQL programs (initdb, pg_ctl) on this machine")
    with PrivatePostgreSQL() as running:
        yield running


@pytest.fixture
def service(server: PrivatePostgreSQL | None, tmp_path: Path) -> Iterator[Running]:
    """A service with its county, its web server started."""
    serving = server.serving_address("reliability", migrated=True) if server else ""
    running = Running(tmp_path / "data", server.address("reliability") if server else "", serving)
    running.fill()
    try:
        running.start_web()
        yield running
    finally:
        running.stop()
