"""`onenumber rebuild` gives the board's rows back, offers and all; a call for back-up reaches the spares once."""

from collections.abc import Callable
from datetime import timedelta

from click.testing import CliRunner

from onenumber.allocation.commands import rebuild
from onenumber.allocation.models import BackUp, Offer
from onenumber.cases.models import Case, OpenCase
from onenumber.config.reactions import run_once
from onenumber.intake.actions import record_contact
from onenumber.intake.models import ContactFacts
from onenumber.messaging.models import Message
from onenumber.rota.actions import record_duty
from tests.onenumber.conftest import AT, Clock, County


def test_rebuild(people: County, case: Case, offered: Callable[..., dict[str, Offer]], clock: Clock) -> None:
    offered("helen", "joe")
    before = OpenCase.objects.values().get()
    OpenCase.objects.filter(pk=case.pk).update(standing="received", offered_to="", place="", answer_by=None)
    done = CliRunner().invoke(rebuild)
    assert (done.exit_code, done.output) == (0, "The board was computed again: 1 open cases.\n")
    assert OpenCase.objects.values().get() | {"changed_at": None} == before | {"changed_at": None}
    OpenCase.objects.all().delete()
    CliRunner().invoke(rebuild)
    assert OpenCase.objects.values().get() | {"changed_at": None} == before | {"changed_at": None}


def test_a_back_up_contact_becomes_one_request(people: County) -> None:
    record_duty(
        by=people.viewer("amhp_lead"),
        at=AT,
        service=people.westmoor,
        practitioner=people.practitioners["amara"],
        kind="spare",
        locality=None,
        starts_at=AT - timedelta(hours=1),
        ends_at=AT + timedelta(hours=1),
    )
    facts = ContactFacts(
        kind="back_up",
        received_at=AT,
        caller_name="Joe Tasker",
        back_up_why="alone",
        back_up_soon="now",
        words="Come",
    )
    record_contact(by=people.viewer("hub_amhp"), at=AT, service=people.westmoor, facts=facts, person=None)
    for seconds in (0, 2, 4):
        run_once(at=AT + timedelta(seconds=seconds))
    back_up = BackUp.objects.get()
    assert (back_up.practitioner, back_up.why, back_up.urgent) == (people.practitioners["joe"], "alone", True)
    assert list(Message.objects.filter(kind="back_up").values_list("to_name", flat=True)) == ["Amara Okafor"]
