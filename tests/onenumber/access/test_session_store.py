"""A session that cannot be written because the database is out of reach is not a session that was deleted."""

from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection

from onenumber.access.sign_in.session_store import SessionStore


@pytest.fixture
def kept(db: None) -> SessionStore:
    """A session that was written once."""
    session = SessionStore()
    session.create()
    session["seen"] = 1
    return session


def _out_of_reach(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if "django_session" in sql:
        raise OperationalError("the server closed the connection")
    return execute(sql, params, many, context)


def test_a_database_out_of_reach_is_a_fault_of_the_server(kept: SessionStore) -> None:
    with connection.execute_wrapper(_out_of_reach), pytest.raises(OperationalError):
        kept.save()


def test_a_session_that_was_deleted_meanwhile_is_said_to_be_gone(kept: SessionStore) -> None:
    SessionStore(kept.session_key).delete()
    with pytest.raises(UpdateError):
        kept.save()
