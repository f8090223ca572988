"""Who is coming, and when: one row for each part of the assessment, and what appears to be missing (screen 03).

What the law asks of the doctors is said as it appears, and blocks nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_left
from onenumber.allocation.models import Ask
from onenumber.allocation.presenters.coming_words import Row, confirmed_row, none_row, short, waiting_row
from onenumber.allocation.queries import Places, places_of, recommendation_of
from onenumber.cases.models import CarryingOut, Recommendation
from onenumber.cases.queries import CaseFacts

PARTS = {
    Ask.What.BED: "Bed",
    Ask.What.TRANSPORT: "Ambulance or transport",
    Ask.What.POLICE: "Police",
    Ask.What.INTERPRETER: "Interpreter",
    Ask.What.PLACE_OF_SAFETY: "Place of safety",
    Ask.What.ADVOCATE: "Advocate",
    Ask.What.LOCKSMITH: "Locksmith",
    Ask.What.COURT: "Court",
}
SETTLED = {"done", "set", "dash"}


@dataclass(frozen=True, kw_only=True)
class Coming:
    """The panel's words."""

    reference: str
    rows: tuple[Row, ...]
    settled: str
    waiting_on: str
    appears: tuple[str, ...]
    doctors_url: str
    beds_url: str
    others: tuple[tuple[str, str], ...]


def present_coming(facts: CaseFacts, asks: Sequence[Ask], *, at: datetime) -> Coming:
    """The rows in the order of the work: AMHP, doctors, then whatever was asked for."""
    reference, places = facts.case.reference, places_of(asks)
    rows = [*_amhp(facts, at), *_doctors(facts, asks, places, at)]
    for what, part in PARTS.items():
        those = [ask for ask in asks if ask.what == what]
        if those:
            rows.append(_row(part, those, at))
    stuck = [row.part for row in rows if row.icon not in SETTLED]
    return Coming(
        reference=reference,
        rows=tuple(rows),
        settled=f"{len(rows) - len(stuck)} of {len(rows)} settled",
        waiting_on=", ".join(part[:1].lower() + part[1:] if part != "AMHP" else part for part in stuck),
        appears=tuple(_appears(facts, places)),
        doctors_url=f"/cases/{reference}/doctors/" if places.free else "",
        beds_url=f"/cases/{reference}/beds/",
        others=tuple(
            (part.lower(), f"/cases/{reference}/ask/{what.value}/")
            for what, part in PARTS.items()
            if what != Ask.What.BED
        ),
    )


def _amhp(facts: CaseFacts, at: datetime) -> list[Row]:
    held, arrived = facts.last_commitment, facts.step(CarryingOut.Step.ARRIVED)
    if held is None:
        return [none_row("AMHP", "Nobody holds it", url="")]
    if arrived is not None:
        icon, now = "done", f"Here since {short(arrived.happened_at, at)}"
    elif facts.commitment is None:
        icon, now = "done", "Finished"
    else:
        icon, now = "set", f"Has it since {short(facts.held_since or held.happened_at, at)}"
    person = held.practitioner
    return [Row(part="AMHP", who=person.name, ring=person.telephone, icon=icon, now=now)]


def _doctors(facts: CaseFacts, asks: Sequence[Ask], places: Places, at: datetime) -> list[Row]:
    """The places, each with who has it; a recommendation of somebody nobody asked here takes a free one."""
    by_place = {ask.place: ask for ask in places.confirmed}
    known = {seen.pk for ask in places.confirmed if (seen := recommendation_of(ask, facts)) is not None}
    others = [seen for seen in facts.recommendations if seen.pk not in known]
    doctors = [ask for ask in asks if ask.is_doctor and ask.ended_how != Ask.End.CHANGED]
    rows = []
    for number in range(1, max(places.wanted, len(by_place)) + 1):
        part = f"Doctor {number}"
        ask = by_place.get(number)
        if ask is not None:
            rows.append(confirmed_row(part, ask, recommendation_of(ask, facts), at))
        elif others:
            rows.append(_examined(part, others.pop(0), at))
        elif doctors:
            rows.append(_asked_doctors(part, doctors, facts.case.reference, at))
        else:
            rows.append(none_row(part, "Not asked yet", url=f"/cases/{facts.case.reference}/doctors/"))
    return rows


def _examined(part: str, seen: Recommendation, at: datetime) -> Row:
    when = f"Examined {short(seen.examined_at, at)}" if seen.examined_at else "Recommendation received"
    signed = f"recommendation signed {short(seen.signed_at, at)}" if seen.signed_at else ""
    about = "section 12" if seen.section_12 else ""
    return Row(part=part, who=seen.doctor_name, who_small=about, icon="done", now=when, now_small=signed)


def _asked_doctors(part: str, doctors: Sequence[Ask], reference: str, at: datetime) -> Row:
    waiting = [ask for ask in doctors if not ask.answer]
    said_no = sum(1 for ask in doctors if ask.answer == Ask.Answer.DECLINED)
    first = min(ask.happened_at for ask in doctors)
    who = f"{len(doctors)} asked, {said_no} said no"
    url = f"/cases/{reference}/doctors/"
    by = max((ask.answer_by for ask in waiting if ask.answer_by), default=None)
    if waiting and (by is None or by > at):
        until = f"answer wanted by {short(by, at)}" if by else ""
        now = f"Asked {short(waiting[-1].happened_at, at)}"
        return Row(part=part, who=who, icon="asked", now=now, now_small=until, act="Who is asked", url=url)
    since = f"since {short(first, at)}, {say_left(at - first)}"
    now = "No answer yet" if waiting else "None found"
    return Row(part=part, who=who, icon="soon", now=now, now_small=since, act="Ask more", url=url)


def _row(part: str, asks: Sequence[Ask], at: datetime) -> Row:
    """One kind of ask: who stands, or who is still asked, or that nobody could."""
    latest = [ask for ask in asks if ask.ended_how != Ask.End.CHANGED]
    standing = [ask for ask in latest if ask.stands]
    if standing:
        return confirmed_row(part, standing[-1], None, at)
    return waiting_row(part, latest, at)


def _appears(facts: CaseFacts, places: Places) -> list[str]:
    """What appears of the doctors together; shown, never in the way."""
    confirmed, found = places.confirmed, []
    recommended = [seen for seen in facts.recommendations if seen.section_12]
    if len(confirmed) == places.wanted and not places.has_section_12 and not recommended:
        found.append("It appears that no doctor is approved under section 12 (s12(2)).")
    if len(confirmed) > 1 and all(ask.knew_person is False for ask in confirmed):
        why = [ask.why_not_acquainted for ask in confirmed if ask.why_not_acquainted]
        told = f" The reason given: {why[0].rstrip('.')}." if why else " No reason is recorded yet."
        found.append(f"It appears that neither doctor knew the person before (s12(2)).{told}")
    employers = [
        ask.practitioner.employer for ask in confirmed if ask.practitioner and ask.practitioner.employer
    ]
    same = {name for name in employers if employers.count(name) > 1 and name.casefold() != "independent"}
    if same:
        found.append(
            f"Both doctors appear to work for {same.pop()}: see whether a conflict of interest appears (s12A)."
        )
    return found
