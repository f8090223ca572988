"""The case page in words: who the person is, the clocks and what cannot extend them, who decides, what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import day_in_london, say_date, say_left, say_moment
from amhp.law import Clock
from amhp.law.clocks import Standing as ClockStanding
from django.urls import reverse

from onenumber.cases.queries import TimelineLine, clocks_of
from onenumber.design.parts import ClockCard, ClockVariant, Pair, TimelineEntry
from onenumber.design.wording import nhs_number
from onenumber.hub.presenters.history import words
from onenumber.hub.queries.case_page import CasePage
from onenumber.organisations.queries import setting
from onenumber.persons.queries import age_of

TAGS = {
    "received": "grey", "considering": "grey", "offered": "yellow", "accepted": "blue", "arranging": "blue",
    "assessing": "blue", "decided": "blue", "carrying_out": "blue", "reporting": "grey", "following_up": "grey",
    "did_not_progress": "grey", "closed": "grey",
}
ASKED = {"S13_4": "s13(4), by the nearest relative"}


@dataclass(frozen=True)
class WaitLine:
    """A wait: what for, forced or chosen, with whom, how long."""

    reason: str
    kind: str
    agency: str
    length: str
    running: bool
    end_url: str


@dataclass(frozen=True)
class CaseView:
    """The page's words."""

    reference: str
    standing: str
    tag: str
    summary: str
    identity: tuple[Pair, ...]
    clocks: tuple[ClockCard, ...]
    decides: str
    decides_text: str
    decision: tuple[Pair, ...]
    relative: tuple[Pair, ...]
    relatives: tuple[Pair, ...]
    assessment: tuple[Pair, ...]
    told: tuple[Pair, ...]
    told_words: str
    waits: tuple[WaitLine, ...]
    forced: str
    chosen: str
    timeline: tuple[tuple[TimelineEntry, str], ...]
    reasons_owed: str
    open: bool
    held: bool


def present_case(page: CasePage, *, at: datetime) -> CaseView:
    """The page at one moment."""
    facts, case = page.facts, page.case
    asked = f"Consideration asked {say_moment(case.happened_at, at)} under {ASKED.get(facts.contact_type, 's13(1)')}"
    forced, chosen = _totals(page, at)
    holder = facts.commitment
    return CaseView(
        reference=case.reference, standing=page.standing.words, tag=TAGS.get(page.standing.value, "grey"),
        summary=f"{words('CL-TYPE', facts.contact_type)}. {asked}",
        identity=_identity(page, at), clocks=clock_cards(page, at),
        decides=f"{holder.practitioner.name} decides," if holder else "Nobody holds this case yet.",
        decides_text=f"acting for {case.council.name}. The hub supports; it does not decide."
        if holder else "Whoever accepts it decides what happens. The hub offers; it does not decide.",
        decision=_decision(page, at), relative=_relative(page, at), relatives=_relatives(page),
        assessment=_assessment(page, at), told=_told(page, at), told_words=case.contact.words,
        waits=_waits(page, at), forced=forced, chosen=chosen,
        timeline=tuple((_line(line, at), _correct_url(page, line)) for line in page.lines),
        reasons_owed=_owed(page), open=facts.closure is None, held=holder is not None,
    )


def _identity(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    person = page.case.person
    age = age_of(person, on=day_in_london(at))
    born = f"{say_date(person.birth_date)} (age {age})" if person.birth_date else (
        f"not known, about {age} years old" if age is not None else "not known"
    )
    safety = "; ".join(alert.text for alert in page.person.alerts) or "No concern known"
    return (
        Pair(name="Person", value=person.name or "Name not known"),
        Pair(name="Born", value=born),
        Pair(name="NHS number", value=nhs_number(person.nhs_number) if person.nhs_number else "not known"),
        Pair(name="Now at", value=page.facts.place or "not known"),
        Pair(name="Locality", value=page.facts.locality.name if page.facts.locality else "not known"),
        Pair(name="Language or help", value=person.language_or_help or "not asked"),
        Pair(name="Staff safety", value=safety),
    )


def clock_cards(page: CasePage, at: datetime) -> tuple[ClockCard, ...]:
    """Every clock of the case, the soonest first; those that a fact has ended come last."""
    red = timedelta(minutes=setting(page.case.service, "law.red_minutes"))
    soon = timedelta(minutes=setting(page.case.service, "law.soon_minutes"))
    found = sorted(clocks_of(page.facts, at), key=lambda clock: (clock.ended_at is not None, clock.ends_at))
    if not found:
        starts = "Nothing has started a legal clock." if page.facts.contact_type != "S135" else "It starts at arrival."
        return (ClockCard(id="clock-0", name="No clock yet", value="None yet", since=starts, variant=ClockVariant.NONE),)
    return tuple(_card(number, clock, at, red, soon) for number, clock in enumerate(found))


def _card(number: int, clock: Clock, at: datetime, red: timedelta, soon: timedelta) -> ClockCard:
    standing = clock.standing(at=at, nearly_due=soon)
    over = standing == ClockStanding.OVERRUN
    variant = ClockVariant.RUN
    if standing == ClockStanding.ENDED:
        variant = ClockVariant.ENDED
    elif clock.is_authority and clock.left(at=at) <= red:
        variant = ClockVariant.DANGER
    elif standing == ClockStanding.NEARLY_DUE:
        variant = ClockVariant.SOON
    left = f"{say_left(clock.left(at=at))} left"
    if over:
        left = "Authority appears to have ended" if clock.is_authority else "The time appears to have gone"
    by_hour = clock.ends_on is None and not over and variant is not ClockVariant.ENDED
    unsure = "" if clock.verified == "statute" else f" This rule is {clock.verified}: check it."
    return ClockCard(
        id=f"clock-{number}", name=clock.name, citation=clock.citation, value=clock.ends_said,
        left=left if by_hour or over else "", since=clock.start_said, cannot_extend=" ".join(clock.notes[:1]),
        note=" ".join(clock.notes[1:]) + unsure, variant=variant, ends_at=clock.ends_at if by_hour else None,
    )


def _decision(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    decision, triage = page.facts.decision, page.facts.triage
    pairs = []
    if triage is not None:
        when = say_moment(triage.happened_at, at)
        pairs.append(Pair(name="Considered", value=f"{triage.get_answer_display()}, {when}", told_by=triage.amhp_name or triage.by_name))
        if triage.reasons:
            pairs.append(Pair(name="Why", value=triage.reasons))
    if decision is not None:
        when = say_moment(decision.happened_at, at)
        pairs += [
            Pair(name="Outcome", value=words("CL-OUT", decision.outcome), told_by=f"{decision.amhp_name}, {when}"),
            Pair(name="Reasons", value=decision.reasons),
        ]
        if decision.alternatives:
            pairs.append(Pair(name="Alternatives", value=decision.alternatives))
        if decision.alternative_used:
            pairs.append(Pair(name="Used instead", value=words("CL-ALT", decision.alternative_used)))
        if decision.declined_despite_two:
            pairs.append(Pair(name="Recommendations", value="Two were made; the AMHP did not apply"))
        if decision.approval_in_force is False:
            pairs.append(Pair(name="Approval", value="appears not in force at that moment"))
    return tuple(pairs)


def _relative(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    pairs = []
    for step in reversed(page.facts.relative_steps):
        name = step.name or (step.relative.name if step.relative else "")
        told = f"{step.how}, {say_moment(step.happened_at, at)}" if step.how else say_moment(step.happened_at, at)
        pairs.append(Pair(name=name or "Not named", value=words("CL-NR", step.result), told_by=told))
        if step.why_appears:
            pairs.append(Pair(name="Appears because", value=step.why_appears))
        if step.reason_not:
            pairs.append(Pair(name="Why not", value=step.reason_not))
    return tuple(pairs)


def _relatives(page: CasePage) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            name=relative.name, value=f"{relative.relation}{', lives with them' if relative.lives_with else ''}",
            told_by=(relative.telephone + (". Ask before ringing" if relative.safety_flag else "")).strip(),
        )
        for relative in page.person.relatives
    )


def _assessment(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    pairs = []
    for attempt in page.facts.attempts:
        result = attempt.get_result_display() if attempt.result else "under way"
        place = f" at {attempt.place}" if attempt.place else ""
        pairs.append(Pair(name="Seen" if attempt.result == "DONE" else "Attempt", value=f"{say_moment(attempt.happened_at, at)}{place}: {result}", told_by=attempt.present))
    for seen in page.facts.recommendations:
        approved = "section 12" if seen.section_12 else ("not section 12" if seen.section_12 is False else "section 12 not known")
        examined = f"examined {say_moment(seen.examined_at, at)}" if seen.examined_at else "examination time not known"
        signed = f", signed {say_moment(seen.signed_at, at)}" if seen.signed_at else ""
        what = "recommends" if seen.recommends else "does not recommend"
        pairs.append(Pair(name=seen.doctor_name, value=f"{what}: {examined}{signed}", told_by=approved))
    for step in page.facts.carrying_out:
        place = f", {step.place}" if step.place else ""
        pairs.append(Pair(name=str(step.get_step_display()).capitalize(), value=f"{say_moment(step.happened_at, at)}{place}"))
    return tuple(pairs)


def _told(page: CasePage, at: datetime) -> tuple[Pair, ...]:
    contact = page.case.contact
    caller = ", ".join(part for part in (contact.caller_name, contact.caller_role) if part) or "not known"
    pairs = [
        Pair(name="Contact", value=contact.reference, told_by=f"taken by {contact.by_name}, {say_moment(contact.happened_at, at)}"),
        Pair(name="Caller", value=caller, told_by=contact.caller_number),
        Pair(name="Who referred", value=words("CL-SRC", contact.source) or "not known"),
    ]
    danger = {"yes": "Yes", "no": "No", "not_known": "Not known"}.get(contact.danger)
    if danger:
        pairs.append(Pair(name="Anyone in danger", value=danger))
    pairs += [Pair(name="Also rang", value=joined.reference, told_by=joined.caller_name) for joined in page.joined]
    return tuple(pairs)


def _waits(page: CasePage, at: datetime) -> tuple[WaitLine, ...]:
    return tuple(
        WaitLine(
            reason=words("CL-DEL", wait.reason), kind="Chosen" if wait.chosen else "Forced", agency=wait.agency,
            length=say_left((wait.ended_at or at) - wait.happened_at), running=wait.ended_at is None,
            end_url=f"{reverse('cases:add', args=[page.case.reference, 'wait-end'])}?wait={wait.pk}",
        )
        for wait in page.facts.waits
    )


def _totals(page: CasePage, at: datetime) -> tuple[str, str]:
    """Forced and chosen, each by itself: they are never added together."""
    sums = {True: timedelta(), False: timedelta()}
    for wait in page.facts.waits:
        sums[wait.chosen] += (wait.ended_at or at) - wait.happened_at
    return say_left(sums[False]), say_left(sums[True])


def _owed(page: CasePage) -> str:
    owed = page.facts.reasons_owed
    if owed is None:
        return ""
    to = owed.owed_to or "the nearest relative"
    return f"Written reasons are due to {to}: the request under s13(4) ended without an application."


def _line(line: TimelineLine, at: datetime) -> TimelineEntry:
    written = line.written_up_at
    notes = [line.note] if line.note else []
    if written is not None:
        notes.append(f"Written up {say_moment(written, at).removeprefix('today ')}")
    if line.corrected:
        notes.append("Corrected later")
    return TimelineEntry(
        when=say_moment(line.happened_at, at).removeprefix("today "), text=line.text, strong=line.strong,
        icon=line.icon, note=". ".join(notes),
    )


def _correct_url(page: CasePage, line: TimelineLine) -> str:
    if not line.fact or line.corrected:
        return ""
    return f"{reverse('cases:add', args=[page.case.reference, 'correction'])}?fact={line.fact}"
