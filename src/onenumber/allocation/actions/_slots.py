"""The slot of time a doctor's yes holds: its length, and that it overlaps no other of theirs."""

from datetime import datetime, timedelta

from onenumber.allocation.models import Ask
from onenumber.allocation.queries import say_between
from onenumber.cases.actions import ImpossibleFact
from onenumber.organisations.queries import setting
from onenumber.workforce.models import Practitioner


def slot_of(
    ask: Ask, expected_from: datetime | None, expected_to: datetime | None
) -> tuple[datetime, datetime]:
    """From when to when the doctor holds it. Refuses a slot that overlaps another one of the same doctor's."""
    if expected_from is None:
        raise ImpossibleFact("expected_from", "Say from when the doctor can be there, like 1530.")
    length = timedelta(minutes=setting(ask.case.service, "ask.doctor_minutes"))
    ends = expected_to or expected_from + length
    if ends <= expected_from:
        raise ImpossibleFact("expected_to", "The doctor’s time ends after it begins. Check both times.")
    if ask.practitioner_id is not None:
        _refuse_overlap(ask, ask.practitioner_id, expected_from, ends)
    return expected_from, ends


def _refuse_overlap(ask: Ask, practitioner_id: int, starts: datetime, ends: datetime) -> None:
    Practitioner.objects.select_for_update(of=("self",), no_key=True).get(pk=practitioner_id)
    same = Ask.objects.filter(
        practitioner_id=practitioner_id, answer=Ask.Answer.CONFIRMED, ended_at__isnull=True, expected_from__lt=ends,
        expected_to__gt=starts,
    )  # fmt: skip
    other = same.exclude(pk=ask.pk).select_related("case").first()
    if other is not None:
        when = say_between(other.expected_from, other.expected_to, starts)
        words = f"{ask.whom} is down for {other.case.reference}, {when}. Choose another time."
        raise ImpossibleFact("expected_from", words)
