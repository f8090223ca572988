"""The wrapper of every write: policy, one transaction, audit entry, double sending."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pytest

from onenumber.audit.actions import AlreadyDone, Done, NotAllowed, action
from onenumber.audit.actions.chain import faults
from onenumber.audit.models import Entry, GrantHeld, Viewer
from onenumber.records.models import Counter, Outgoing, Submission
from tests.onenumber.conftest import AT

LEAD = Viewer(user_id=7, name="Helen Ashdown", grants=(GrantHeld("amhp_lead", 3),), at=AT)
ANALYST = Viewer(user_id=8, name="Colm Brady", grants=(GrantHeld("analyst", 3),), at=AT)


@dataclass(frozen=True)
class Counted:
    series: str
    at: datetime


def leads_only(viewer, **_):
    return viewer.may_in(3, {"amhp_lead"})


def anybody(viewer, **_):
    return True


@action("test.counted", policy=leads_only)
def count(*, by, at, series, fail=False, key=None):
    row, _ = Counter.objects.get_or_create(series=series)
    row.last += 1
    row.save()
    if fail:
        raise RuntimeError("the lights went out")
    return Done(
        row,
        subject=series,
        service_id=3,
        fields=("last",),
        events=(Counted(series, at),),
        leads_to="/counted/",
    )


@action("test.counted_twice", policy=anybody)
def count_and_count(*, by, at, series, key=None):
    Counter.objects.create(series=f"{series}-outer", last=1)
    count(by=by, at=at, series=series)
    return Done(None, subject=f"{series}-outer", service_id=3, leads_to="/both/")


def last(series):
    return Counter.objects.filter(series=series).values_list("last", flat=True).first()


def test_a_write_leaves_its_effect_its_entry_and_its_event(db):
    count(by=LEAD, at=AT, series="T-26")
    assert last("T-26") == 1
    entry = Entry.objects.get()
    assert (
        entry.verb,
        entry.subject,
        entry.actor_id,
        entry.role,
        entry.service_id,
        entry.fields,
        entry.refused,
    ) == ("test.counted", "T-26", 7, "amhp_lead", 3, "last", False)
    [event] = Outgoing.objects.all()
    assert (event.name, event.payload) == ("Counted", {"series": "T-26", "at": AT.isoformat()})


def test_a_refused_attempt_changes_nothing_and_is_kept(db):
    with pytest.raises(NotAllowed):
        count(by=ANALYST, at=AT, series="T-26")
    assert last("T-26") is None
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_id, entry.role, entry.refused) == ("test.counted", 8, "analyst", True)


def test_the_entry_of_a_refusal_stands_though_the_work_around_it_is_rolled_back(db):
    with pytest.raises(NotAllowed):
        count_and_count(by=ANALYST, at=AT, series="T-26")
    assert last("T-26-outer") is None, "what the outer action had written is gone"
    assert not Outgoing.objects.exists()
    entry = Entry.objects.get()
    assert (entry.verb, entry.refused) == ("test.counted_twice", True), (
        "the entry has a transaction of its own"
    )
    assert list(faults()) == []


def test_a_fault_leaves_neither_effect_nor_entry_nor_event(db):
    with pytest.raises(RuntimeError):
        count(by=LEAD, at=AT, series="T-26", fail=True, key=uuid4())
    assert (last("T-26"), Entry.objects.count(), Outgoing.objects.count(), Submission.objects.count()) == (
        None,
        0,
        0,
        0,
    )


def test_the_same_form_runs_once(db):
    key = uuid4()
    count(by=LEAD, at=AT, series="T-26", key=key)
    with pytest.raises(AlreadyDone) as again:
        count(by=LEAD, at=AT, series="T-26", key=key)
    assert again.value.leads_to == "/counted/"
    assert (last("T-26"), Entry.objects.count()) == (1, 1)
    count(by=LEAD, at=AT, series="T-26", key=uuid4())
    assert last("T-26") == 2, "another form is another deed"


def test_a_form_whose_deed_was_undone_may_be_sent_again(db):
    key = uuid4()
    with pytest.raises(RuntimeError):
        count(by=LEAD, at=AT, series="T-26", fail=True, key=key)
    count(by=LEAD, at=AT, series="T-26", key=key)
    assert last("T-26") == 1


def test_an_action_inside_an_action_stands_and_falls_with_it(db):
    count_and_count(by=LEAD, at=AT, series="T-26")
    assert [entry.verb for entry in Entry.objects.order_by("position")] == [
        "test.counted",
        "test.counted_twice",
    ]
    assert list(faults()) == []


@pytest.mark.parametrize(
    "facts",
    [{}, {"by": LEAD}, {"by": LEAD, "at": AT.replace(tzinfo=None)}, {"by": "Helen Ashdown", "at": AT}],
)
def test_who_and_when_are_asked_for(db, facts):
    with pytest.raises(TypeError, match=r"test\.counted takes keywords only"):
        count(series="T-26", **facts)
    assert Entry.objects.count() == 0
