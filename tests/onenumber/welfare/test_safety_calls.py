"""I am not safe: who is told, what stands on the board, who answers, and who alone may close it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

import onenumber
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.actions import ImpossibleFact, take_up
from onenumber.messaging.models import Delivery, Message
from onenumber.organisations.queries import read_service_file
from onenumber.rota.actions import record_duty
from onenumber.welfare.actions import answer_safety_call, call_not_safe, close_safety_call, say_safe
from onenumber.welfare.models import SafetyAnswer, SafetyCall
from onenumber.workforce.models import Practitioner
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County

SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
pytestmark = pytest.mark.django_db


def on_duty(county: County, key: str, kind: str) -> None:
    record_duty(
        by=county.viewer("amhp_lead"), at=AT, service=county.westmoor, practitioner=county.practitioners[key],
        kind=kind, locality=None, starts_at=AT - timedelta(hours=2), ends_at=AT + timedelta(hours=4),
    )  # fmt: skip


@pytest.fixture
def call(county: County, clock: Clock) -> SafetyCall:
    """Omar Farouk, on a case, while Dilys Probert is at the hub."""
    county.westmoor.settings = dict(read_service_file(SETTINGS.read_text()).settings)
    county.westmoor.save()
    on_duty(county, "hub_amhp", "hub")
    case = make_case(county)
    amhp = county.viewer("locality_amhp")
    take_up(by=amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    return call_not_safe(by=amhp, at=AT, practitioner=county.practitioners["locality_amhp"])


def test_the_hub_and_the_lead_are_told_on_every_channel(county: County, call: SafetyCall) -> None:
    told = Message.objects.filter(kind="not_safe")
    assert sorted(told.values_list("to_name", flat=True)) == ["Dilys Probert", "Helen Ashdown"]
    for message in told:
        channels = message.deliveries.values_list("channel", flat=True)
        assert sorted(channels) == ["email", "screen"]  # no text gateway is set up here
        assert call.case is not None
        assert "Omar Farouk says: I am not safe." in message.body
        assert call.case.reference not in message.body  # it may be of a council they have no grant for
        assert "999" in message.body and "Leah" not in message.body and "Marsh" not in message.body


def test_a_text_goes_too_where_texts_can_go(county: County, clock: Clock, settings: Any) -> None:
    settings.TEXT_GATEWAY = object()
    Practitioner.objects.filter(pk=county.practitioners["amhp_lead"].pk).update(telephone="07700 900123")
    call_not_safe(
        by=county.viewer("locality_amhp"), at=AT, practitioner=county.practitioners["locality_amhp"]
    )
    [text] = Delivery.objects.filter(channel="text", message__to_name="Helen Ashdown")
    assert text.address and text.given_up_at is None


def test_with_nobody_at_the_hub_everyone_of_the_hub_is_told(county: County, clock: Clock) -> None:
    on_duty(county, "edt_officer", "spare")
    call_not_safe(
        by=county.viewer("locality_amhp"), at=AT, practitioner=county.practitioners["locality_amhp"]
    )
    told = Message.objects.filter(kind="not_safe").values_list("to_name", flat=True)
    assert sorted(told) == ["Dilys Probert", "Helen Ashdown", "Ruth Nkemelu"]


def test_it_is_the_first_line_of_the_board(
    call: SafetyCall, client_for: Callable[[str], Client], clock: Clock
) -> None:
    clock.forward(minutes=3)
    board = client_for("hub_amhp").get("/board/").content.decode()
    lines = board[board.index('id="now"') : board.index('id="open"')]
    assert lines.index("Omar Farouk says: I am not safe.") < lines.index("</li>")
    assert "Not safe 3 m" in lines and "Nobody has said yet that they have it." in lines
    assert "on-now--d" in lines or "i-danger" in lines[: lines.index("</li>")]


def test_pressed_late_it_says_both_times(county: County, clock: Clock) -> None:
    pressed = AT - timedelta(minutes=25)
    call = call_not_safe(
        by=county.viewer("locality_amhp"), at=AT, practitioner=county.practitioners["locality_amhp"],
        happened_at=pressed,
    )  # fmt: skip
    assert (call.happened_at, call.recorded_at) == (pressed, AT)
    assert (
        "Pressed 13:55, the phone had no signal until now." in Message.objects.filter(kind="not_safe")[0].body
    )


def test_pressed_again_it_is_one_call_and_everybody_is_told_again(county: County, call: SafetyCall) -> None:
    later = AT + timedelta(minutes=4)
    again = call_not_safe(
        by=county.viewer("locality_amhp", later), at=later, practitioner=county.practitioners["locality_amhp"]
    )
    assert again.pk == call.pk and SafetyCall.objects.count() == 1
    assert [answer.kind for answer in call.answers.all()] == ["again"]
    assert Message.objects.filter(kind="not_safe", to_name="Dilys Probert").count() == 2


def test_the_same_form_twice_is_one_press(
    county: County, client_for: Callable[[str], Client], clock: Clock
) -> None:
    client, key = client_for("locality_amhp"), str(uuid4())
    for _ in range(2):
        assert client.post("/my-day/not-safe/", {"key": key}).status_code == 303
    assert (SafetyCall.objects.count(), SafetyAnswer.objects.count()) == (1, 0)


def test_who_has_it_is_said_to_whoever_called(
    county: County, call: SafetyCall, client_for: Callable[[str], Client]
) -> None:
    own = client_for("locality_amhp")
    assert "Nobody has said yet that they have it." in own.get("/my-day/").content.decode()
    answer_safety_call(by=county.viewer("hub_amhp"), at=AT, call=call)
    assert "Dilys Probert has it, since 14:20." in own.get("/my-day/").content.decode()
    assert "Dilys Probert has your call" in Message.objects.get(to_name="Omar Farouk").body


def test_saying_safe_does_not_close_it(
    county: County, call: SafetyCall, client_for: Callable[[str], Client]
) -> None:
    say_safe(by=county.viewer("locality_amhp"), at=AT, call=call)
    call.refresh_from_db()
    assert call.ended_at is None
    assert (
        "Says they are safe now: ring, then close." in client_for("hub_amhp").get("/board/").content.decode()
    )


def test_only_somebody_else_of_the_hub_closes_it_with_words(county: County, call: SafetyCall) -> None:
    def close(who: Viewer, done: str = "Spoke with him, he is in the car") -> SafetyCall:
        return close_safety_call(by=who, at=AT, call=call, done=done)

    with pytest.raises(NotAllowed):
        close(county.viewer("locality_amhp"))
    with pytest.raises(ImpossibleFact):
        close(county.viewer("hub_amhp"), "  ")
    assert close(county.viewer("hub_amhp")).ended_by_name == "Dilys Probert"
    with pytest.raises(Conflict, match="Dilys Probert closed this call at 14:20"):
        close(county.viewer("amhp_lead"))


def test_the_hub_does_not_close_its_own_call(county: County, clock: Clock) -> None:
    hub = county.viewer("hub_amhp")
    own = call_not_safe(by=hub, at=AT, practitioner=county.practitioners["hub_amhp"])
    with pytest.raises(NotAllowed):
        close_safety_call(by=hub, at=AT, call=own, done="It was nothing")
    with pytest.raises(NotAllowed):
        answer_safety_call(by=hub, at=AT, call=own)


def test_somebody_whose_grant_is_over_is_heard_too(county: County, clock: Clock) -> None:
    somebody = county.practitioners["locality_amhp"]
    left = Viewer(
        user_id=somebody.user_id or 0, name=somebody.name, grants=(), at=AT, practitioner_id=somebody.pk
    )
    call = call_not_safe(by=left, at=AT, practitioner=somebody)
    assert call.by_name == "Omar Farouk" and Message.objects.filter(kind="not_safe").exists()
    with pytest.raises(NotAllowed):
        call_not_safe(by=left, at=AT, practitioner=county.practitioners["hub_amhp"])


def test_nothing_of_it_is_overwritten_and_all_of_it_is_in_the_audit(county: County, call: SafetyCall) -> None:
    answer_safety_call(by=county.viewer("hub_amhp"), at=AT, call=call, words="Rang, no answer")
    for rows in (SafetyCall.objects.filter(pk=call.pk), SafetyAnswer.objects.filter(call=call)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(happened_at=AT - timedelta(days=1))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    verbs = set(Entry.objects.filter(subject=f"safety call {call.pk}").values_list("verb", flat=True))
    assert {"safety_call.made", "safety_call.answered"} <= verbs
