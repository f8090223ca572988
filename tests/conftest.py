"""What every part of the tests shares: an empty database that is not migrated anew by each process."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from _pytest import runner
from django.conf import settings
from django.core.management.commands.migrate import Command

from onenumber.config.frames import in_one_piece
from tests import databases, empty_database

SECOND_DATABASE = os.environ.get("ONENUMBER_TESTS_OF_SECOND_DATABASE") == "1"  # see tools/run_tests.py


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database only what touches the database runs again; what does not has run already."""
    if SECOND_DATABASE:
        config.hook.pytest_deselected(items=[each for each in items if not _touches_the_database(each)])
        items[:] = [each for each in items if _touches_the_database(each)]


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: looking for garbage among them was an eighth of the time of all tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Each test with its fixtures: its frames in one piece of memory, as each request of the service has."""
    return in_one_piece(runner.pytest_runtest_protocol, item, nextitem)


def _touches_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Before the test database is made: its tables come from the kept copy if there is one."""
    migrate, server = Command.handle, settings.DATABASES["default"]
    if SECOND_DATABASE:
        server.setdefault("TEST", {})["TEMPLATE"] = databases.MIGRATED

    def from_the_copy(command: Command, *arguments: Any, **options: Any) -> None:
        empty_database.make(lambda: migrate(command, *arguments, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", from_the_copy)
        yield
