"""A line to a PostgreSQL database for the replay itself. The driver is an extra, so it is looked for only here."""

from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any


def connect(address: str) -> AbstractContextManager[Any]:
    """A connection that commits each statement; it is closed when the `with` ends."""
    driver = import_module("psycopg")
    link: AbstractContextManager[Any] = driver.connect(address, autocommit=True)
    return link
