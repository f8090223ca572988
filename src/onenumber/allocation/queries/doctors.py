"""Which doctors can be asked for one case, and which are not suggested and why.

The order is arithmetic on what they told, on area and on name, printed beside the list; it ranks nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_moment, say_time
from onenumber.allocation.models import Ask
from onenumber.allocation.queries.asks import asks_of
from onenumber.allocation.queries.words import say_between
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.organisations.queries import has_setting, setting
from onenumber.workforce.queries import DoctorLine, FreeLine, free_times, section_12_doctors

RULE = "those who told they are free, then in the area, then by name"


@dataclass(frozen=True, kw_only=True)
class DoctorChoice:
    """A doctor approved under section 12. `why_not` is empty for those who can be asked."""

    practitioner_id: int
    name: str
    telephone: str
    email: str
    employer: str
    area: str
    in_area: bool
    told: str
    notes: tuple[str, ...]
    why_not: str = ""
    in_hand: bool = False  # has said yes, or is asked already and still has time to answer


def doctors_for(
    viewer: Viewer, case: Case, *, wanted_from: datetime, wanted_to: datetime, locality: str
) -> list[DoctorChoice]:
    """Every approved doctor of the case's service: who can be asked first, in the order of RULE."""
    at, service = viewer.at, case.service
    lines = section_12_doctors(viewer, service.pk, day_in_london(wanted_from))
    told = free_times(viewer, service.pk, after=wanted_from)
    skills = setting(service, "skills") if has_setting(service, "skills") else {}
    asked = {ask.practitioner_id: ask for ask in asks_of(case) if ask.practitioner_id is not None}
    held = Ask.objects.filter(
        answer="confirmed", ended_at__isnull=True, expected_from__lt=wanted_to, expected_to__gt=wanted_from,
        practitioner__in=[line.practitioner_id for line in lines],
    ).exclude(case=case)  # fmt: skip
    elsewhere = {ask.practitioner_id: ask for ask in held.select_related("case")}
    choices = []
    for line in lines:
        number = line.practitioner_id
        stretch = _told(told, number, wanted_from, wanted_to)
        why = _why_not(asked.get(number), elsewhere.get(number), stretch, at)
        in_hand = number in asked and _in_hand(asked[number], at)
        choices.append(
            DoctorChoice(
                practitioner_id=number,
                name=line.name,
                telephone=line.telephone,
                email=line.email,
                employer=line.employer,
                area=line.locality or "anywhere",
                in_area=bool(locality) and line.locality == locality,
                told=_told_words(stretch, at),
                notes=_notes(line, case.person.language_or_help, skills),
                why_not=why,
                in_hand=in_hand,
            )
        )
    return sorted(choices, key=_rank)


def _told(told: list[FreeLine], number: int, starts: datetime, ends: datetime) -> FreeLine | None:
    """What they last told of the time in which they are wanted."""
    said = [line for line in told if line.practitioner_id == number and line.starts_at < ends]
    return max((line for line in said if line.ends_at > starts), key=lambda line: line.id, default=None)


def _in_hand(ask: Ask, at: datetime) -> bool:
    return ask.stands or (not ask.answer and not _gone(ask, at))


def _gone(ask: Ask, at: datetime) -> bool:
    return ask.answer_by is not None and ask.answer_by <= at


def _why_not(ask: Ask | None, elsewhere: Ask | None, stretch: FreeLine | None, at: datetime) -> str:
    if ask is not None and ask.stands:
        return "has said yes to this case"
    if ask is not None and not ask.answer:
        by = f", answer wanted by {say_time(ask.answer_by)}" if ask.answer_by else ""
        return f"no answer; it was wanted by {say_time(ask.answer_by)}" if _gone(ask, at) and ask.answer_by else (
            f"asked {say_time(ask.happened_at)}{by}"
        )  # fmt: skip
    if ask is not None and ask.answer == Ask.Answer.DECLINED and ask.answered_at is not None:
        reason = f": {ask.answer_reason.rstrip('.')}" if ask.answer_reason else ""
        return f"said no to this case at {say_time(ask.answered_at)}{reason}"
    if elsewhere is not None and elsewhere.expected_from is not None and elsewhere.expected_to is not None:
        ends = say_moment(elsewhere.expected_to, at)
        return f"is on {elsewhere.case.reference}, {say_time(elsewhere.expected_from)} to {ends}"
    if stretch is not None and not stretch.free:
        return f"told they cannot come until {say_moment(stretch.ends_at, at)}"
    return ""


def _told_words(stretch: FreeLine | None, at: datetime) -> str:
    if stretch is None or not stretch.free:
        return ""
    return f"free {say_between(stretch.starts_at, stretch.ends_at, at)}"


def _notes(line: DoctorLine, needs: str, skills: Mapping[str, str]) -> tuple[str, ...]:
    spoken = [
        word for word in line.languages.replace(",", " ").split() if word.casefold() in needs.casefold()
    ]
    known = (skills.get(code, code.replace("_", " ")).capitalize() for code in line.skills.split())
    return (*([f"Speaks {', '.join(spoken)}"] if spoken else ()), *known)


def _rank(choice: DoctorChoice) -> tuple[object, ...]:
    return (bool(choice.why_not), not choice.told, not choice.in_area, choice.name)
