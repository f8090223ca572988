"""Who could go, and who is not suggested and why: from the duty list, and from nothing else.

The order is arithmetic on times, load and locality, printed beside the list; it says nothing about the
person, about the outcome or about anybody's worth. There are no travel times on record, so none are shown.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from amhp.calendar import day_in_london, midnight_after, say_time
from onenumber.allocation.models import Offer
from onenumber.allocation.queries.turns import turns_of
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, Commitment
from onenumber.rota.queries import DutyLine, duties_between
from onenumber.workforce.models import Hat, Practitioner

AHEAD = timedelta(hours=4)  # a duty that begins within these hours is worth showing


class Order(StrEnum):
    """The orders to choose from."""

    LOCALITY = "locality"
    LIGHTEST = "lightest"
    MET = "met"
    NAME = "name"

    @property
    def words(self) -> str:
        """The rule, as it is printed beside the list."""
        return RULES[self]


RULES = {
    Order.LOCALITY: "free and in the locality, then lightest day",
    Order.LIGHTEST: "lightest day",
    Order.MET: "has met the person",
    Order.NAME: "name",
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody on the duty list who could be asked."""

    practitioner_id: int
    name: str
    telephone: str
    duty: str
    duty_ends_at: datetime
    free_from: datetime | None
    in_locality: bool
    cases_today: int
    met_on: date | None
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NotSuggested:
    """Somebody who can still be asked, and why the list does not put them forward."""

    practitioner_id: int
    name: str
    telephone: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """Both lists, and the order the first one is in."""

    who_could_go: tuple[Candidate, ...]
    not_suggested: tuple[NotSuggested, ...]
    order: Order


@dataclass(frozen=True)
class _Known:
    """What is read once for everybody."""

    case: Case
    locality: str
    at: datetime
    approved: frozenset[int]
    active: dict[int, str]
    today: Counter[int]
    met: dict[int, date]
    asked_here: dict[int, Offer]
    asked_elsewhere: dict[int, str]
    spares: int = field(default=0)


def suggestions_for(
    viewer: Viewer, case: Case, at: datetime, *, locality: str = "", order: Order = Order.LOCALITY
) -> Suggested:
    """Who could go and who is not suggested, for one case at one moment. `locality` is where the person is
    now.
    """
    duties = _one_line_each(duties_between(viewer, case.service_id, at, at + AHEAD))
    spares = sum(1 for line in duties if line.kind == "spare" and line.starts_at <= at)
    known = _read(case, locality or (case.locality.name if case.locality else ""), at, spares)
    could, could_not = [], []
    for line in duties:
        why = _why_not(line, known)
        if why:
            could_not.append(_not_suggested(line.practitioner_id, line.name, line.telephone, why))
        else:
            could.append(_candidate(line, known))
    on_list = {line.practitioner_id for line in duties}
    could_not += _off_duty(case, on_list, known)
    return Suggested(
        who_could_go=tuple(sorted(could, key=lambda each: _rank(each, order, at))),
        not_suggested=tuple(could_not),
        order=order,
    )


def _one_line_each(duties: list[DutyLine]) -> list[DutyLine]:
    first: dict[int, DutyLine] = {}
    for line in sorted(duties, key=lambda duty: (duty.starts_at, duty.name)):
        first.setdefault(line.practitioner_id, line)
    return list(first.values())


def _read(case: Case, locality: str, at: datetime, spares: int) -> _Known:
    day = day_in_london(at)
    begins = midnight_after(day - timedelta(days=1))
    hats = Hat.objects.filter(
        kind=Hat.Kind.AMHP, practitioner__service_id=case.service_id, begins_on__lte=day
    )
    held = Commitment.objects.filter(practitioner__service_id=case.service_id)
    active = held.filter(ended_at__isnull=True, kind=Commitment.Kind.ACTIVE)
    today = set(held.filter(happened_at__gte=begins).values_list("practitioner_id", "case_id"))
    today |= set(held.filter(ended_at__isnull=True).values_list("practitioner_id", "case_id"))
    met = held.filter(case__person_id=case.person_id).exclude(case_id=case.pk).order_by("happened_at")
    here = Offer.objects.filter(case_id=case.pk).order_by("happened_at").select_related("practitioner")
    elsewhere = Offer.objects.filter(answer="", practitioner__service_id=case.service_id).exclude(
        case_id=case.pk
    )
    return _Known(
        case=case,
        locality=locality,
        at=at,
        approved=frozenset(hats.exclude(ends_on__lt=day).values_list("practitioner_id", flat=True)),
        active=dict(active.values_list("practitioner_id", "case__reference")),
        today=Counter(practitioner_id for practitioner_id, _ in today),
        met={
            number: day_in_london(when) for number, when in met.values_list("practitioner_id", "happened_at")
        },
        asked_here={offer.practitioner_id: offer for offer in here},
        asked_elsewhere=dict(elsewhere.values_list("practitioner_id", "case__reference")),
        spares=spares,
    )


def _why_not(line: DutyLine, known: _Known) -> str:
    number, here = line.practitioner_id, known.asked_here.get(line.practitioner_id)
    if number not in known.approved:
        return "approval as an AMHP appears not to be in force"
    if here is not None and not here.answer:
        turn = turns_of(Offer.objects.filter(sending=here.sending))[here.pk]
        return f"asked already, answer wanted by {say_time(turn.answer_by)}"
    if here is not None and here.answer == Offer.Answer.DECLINED and here.answered_at is not None:
        reason = f": {here.answer_reason.rstrip('.')}" if here.answer_reason else ""
        return f"declined this case at {say_time(here.answered_at)}{reason}"
    if number in known.active:
        return f"is on {known.active[number]}, with no end time yet"
    if number in known.asked_elsewhere:
        return f"has not answered {known.asked_elsewhere[number]}"
    return ""


def _candidate(line: DutyLine, known: _Known) -> Candidate:
    number = line.practitioner_id
    where = {"hub": "hub", "edt": "EDT", "spare": "spare"}.get(line.kind, line.locality)
    return Candidate(
        practitioner_id=number,
        name=line.name,
        telephone=line.telephone,
        duty=where,
        duty_ends_at=line.ends_at,
        free_from=line.starts_at if line.starts_at > known.at else None,
        in_locality=bool(known.locality) and line.locality == known.locality,
        cases_today=known.today[number],
        met_on=known.met.get(number),
        notes=_notes(line, known),
    )


def _notes(line: DutyLine, known: _Known) -> tuple[str, ...]:
    notes = []
    if known.locality and line.locality == known.locality:
        notes.append("On duty in this locality")
    met = known.met.get(line.practitioner_id)
    if met is not None:
        notes.append(f"Met this person in {met:%b %Y}")
    needs = known.case.person.language_or_help.casefold()
    spoken = [word for word in line.languages.replace(",", " ").split() if word.casefold() in needs]
    if spoken:
        notes.append(f"Speaks {', '.join(spoken)}")
    if line.skills:
        notes.append(f"Skills: {line.skills.replace(' ', ', ').replace('_', ' ')}")
    if line.kind == "spare":
        left = known.spares - 1
        notes.append(
            "Asking them leaves no back-up in hand" if left < 1 else f"A spare: {left} left if asked"
        )
    return tuple(notes)


def _off_duty(case: Case, on_list: set[int], known: _Known) -> list[NotSuggested]:
    rows = Practitioner.objects.filter(service_id=case.service_id, hats__kind=Hat.Kind.AMHP).exclude(
        pk__in=on_list
    )
    found = []
    for number, name, telephone in rows.distinct().order_by("name").values_list("pk", "name", "telephone"):
        why = "not on duty" if number in known.approved else "approval as an AMHP appears not to be in force"
        if number in known.active:
            why = f"is on {known.active[number]}; not on duty"
        found.append(_not_suggested(number, name, telephone, why))
    return found


def _not_suggested(number: int, name: str, telephone: str, why: str) -> NotSuggested:
    return NotSuggested(practitioner_id=number, name=name, telephone=telephone, why=why)


def _rank(each: Candidate, order: Order, at: datetime) -> tuple[object, ...]:
    free = each.free_from or at
    if order is Order.LIGHTEST:
        return (each.cases_today, free, each.name)
    if order is Order.MET:
        return (each.met_on is None, free, each.cases_today, each.name)
    if order is Order.NAME:
        return (each.name,)
    return (free, not each.in_locality, each.cases_today, each.name)
