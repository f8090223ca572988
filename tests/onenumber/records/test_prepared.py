"""Prepared questions answer as the ORM does, on both engines, and prepared writes leave what `save()` would leave."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from onenumber.intake.models import Contact, ContactStep
from onenumber.records.models import Outgoing, Submission
from onenumber.records.prepared import NotPrepared, Prepared, asked_ahead, columns_of_model, instance
from onenumber.records.prepared_writes import PreparedChange, add_row, add_rows
from tests.onenumber.conftest import AT, County

SENT = Prepared(
    lambda by_id, since: (
        Submission.objects.filter(by_id=by_id, recorded_at__gte=since)
        .order_by("recorded_at")
        .values_list("key", "verb", "recorded_at")
    ),
    {"by_id": int, "since": datetime},
)


def submission(by_id: int, at: datetime = AT) -> Submission:
    return Submission(key=uuid.uuid4(), by_id=by_id, verb="tried", leads_to="/", recorded_at=at)


def test_answers_as_the_orm_does_with_new_values_each_time(db: None) -> None:
    for number in range(3):
        submission(1, AT + timedelta(hours=number)).save()
    submission(2).save()
    for by_id, since in ((1, AT), (1, AT + timedelta(hours=1)), (2, AT), (3, AT)):
        asked = Submission.objects.filter(by_id=by_id, recorded_at__gte=since).order_by("recorded_at")
        assert SENT.rows(by_id=by_id, since=since) == list(asked.values_list("key", "verb", "recorded_at"))
    assert SENT.row(by_id=9, since=AT) is None and SENT.value(by_id=9, since=AT) is None


def test_reads_every_kind_of_column_as_the_orm_does(county: County) -> None:
    contact = Contact(
        reference="C-26-1", service=county.westmoor, council=county.council, kind="referral", happened_at=AT,
        recorded_at=AT, by_id=1, by_name="Dilys Probert", event_at=None, needs_countersign=True,
    )  # fmt: skip
    add_row(contact)
    by_reference = Prepared(
        lambda reference: Contact.objects.filter(reference=reference).values_list(*columns_of_model(Contact)),
        {"reference": str},
    )
    read, kept = instance(Contact, by_reference.row(reference="C-26-1")), Contact.objects.get()
    for name in columns_of_model(Contact):
        assert getattr(read, name) == getattr(kept, name), name
        assert type(getattr(read, name)) is type(getattr(kept, name)), name
    assert (kept.pk, kept.happened_at.tzinfo) == (contact.pk, UTC)
    assert read.happened_at.tzinfo is not None


def test_a_value_without_a_place_is_refused() -> None:
    lost = Prepared(lambda by_id: Submission.objects.values_list("verb"), {"by_id": int})
    with pytest.raises(NotPrepared, match="by_id"):
        lost.rows(by_id=1)


def test_the_database_still_refuses_what_it_refuses(county: County) -> None:
    contact = Contact.objects.create(
        reference="C-26-2", service=county.westmoor, council=county.council, kind="advice", happened_at=AT,
        recorded_at=AT, by_id=1, by_name="Dilys Probert",
    )  # fmt: skip
    step = ContactStep(contact=contact, kind="voided", happened_at=AT, recorded_at=AT, by_id=1, by_name="D")
    with pytest.raises(DatabaseError):  # a voided contact says why
        add_row(step)


def test_several_rows_are_all_there_and_a_change_says_how_many(db: None) -> None:
    add_rows([Outgoing(name=f"Event{n}", payload={"n": n}, stored_at=AT, next_try_at=AT) for n in range(23)])
    assert list(Outgoing.objects.order_by("pk").values_list("payload__n", flat=True)) == list(range(23))
    put_off = PreparedChange(
        lambda name, **_: Outgoing.objects.filter(name=name),
        {"name": str, "at": datetime},
        sets=lambda at, **_: {"next_try_at": at},
    )
    later = AT + timedelta(days=1)
    assert (put_off.change(name="Event7", at=later), put_off.change(name="Event99", at=later)) == (1, 0)
    assert list(Outgoing.objects.filter(next_try_at=later).values_list("name", flat=True)) == ["Event7"]


def test_asked_ahead_gives_the_same_answers_without_asking_again(db: None) -> None:
    submission(1).save()
    values = {"by_id": 1, "since": AT}
    alone = SENT.rows(**values)
    with asked_ahead((SENT, values), (SENT, {**values, "by_id": 2})):
        with CaptureQueriesContext(connection) as asked:
            assert SENT.rows(**values) == alone and SENT.rows(by_id=2, since=AT) == []
        assert len(asked) == 0
    with CaptureQueriesContext(connection) as asked:
        assert SENT.rows(**values) == alone
    assert len(asked) == 1
