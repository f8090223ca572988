"""The doors of the second wall: on PostgreSQL a reader writes nothing, a write leaves the door and comes back to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from onenumber.records.models import Counter
from onenumber.records.wall import EVERYTHING, NOTHING, Reach, as_the_service, reading, writing

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row security")
WESTMOOR = Reach(services="1", wide="1", user="7")
EASTMERE = Reach(services="2", wide="2", user="8")


def told() -> str | None:
    """Which services the database has been told of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('onenumber.services', true)")
        said: str | None = cursor.fetchone()[0]
    return said


def count(number: int) -> None:
    Counter.objects.create(series=f"T-{number}", last=number)


@on_postgresql
def test_a_door_tells_who_looks_and_afterwards_nobody_does() -> None:
    with reading(WESTMOOR):
        assert told() == "1"
        with writing(EASTMERE):
            assert told() == "2"
        assert told() == "1"
        with pytest.raises(ZeroDivisionError), writing(EASTMERE):
            raise ZeroDivisionError
        assert told() == "1"
    assert not told()


@on_postgresql
def test_a_reader_can_write_nothing_but_an_action_can() -> None:
    with reading(WESTMOOR):
        with pytest.raises(DatabaseError), transaction.atomic():
            count(1)
        with writing(WESTMOOR):
            count(2)
        with pytest.raises(DatabaseError), transaction.atomic():
            count(3)
    assert list(Counter.objects.filter(series__startswith="T-").values_list("last", flat=True)) == [2]
    count(4)


@on_postgresql
def test_a_question_that_failed_does_not_spoil_what_comes_after_the_door() -> None:
    with reading(WESTMOOR), pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert not told()


@on_postgresql
def test_where_the_service_itself_answers_it_stays_the_service() -> None:
    @as_the_service
    def view() -> str | None:
        with writing(EASTMERE):
            return told()

    with reading(NOTHING):
        assert view() == EVERYTHING.services == "*"
        assert told() == ""


def test_on_sqlite_a_door_keeps_no_writer_out() -> None:
    if connection.vendor == "sqlite":
        with reading(NOTHING):
            count(1)
    with writing(WESTMOOR):
        count(5)
    assert Counter.objects.filter(series="T-5").exists()
