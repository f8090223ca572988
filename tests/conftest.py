"""What every part of the tests shares: an empty database that is not migrated anew by each process."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands.migrate import Command

from tests import databases, empty_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Before the test database is made: its tables come from the kept copy if there is one."""
    migrate, server = Command.handle, settings.DATABASES["default"]
    if os.environ.get("ONENUMBER_TESTS_BEGIN_MIGRATED") and "postgresql" in server["ENGINE"]:
        server.setdefault("TEST", {})["TEMPLATE"] = databases.MIGRATED

    def from_the_copy(command: Command, *arguments: Any, **options: Any) -> None:
        empty_database.make(lambda: migrate(command, *arguments, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", from_the_copy)
        yield
