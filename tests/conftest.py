"""What every part of the tests shares: an empty database that is not migrated anew by each process."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands.migrate import Command

from tests import empty_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Before the test database is made: its tables come from the kept copy if there is one."""
    migrate = Command.handle

    def from_the_copy(command: Command, *arguments: Any, **options: Any) -> None:
        empty_database.make(lambda: migrate(command, *arguments, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", from_the_copy)
        yield
