"""Worth asking before they ring off: what is not known yet, and what the law asks about this kind of call.

Never needed for saving. Sources: screen 02; MHA 1983 ss 13(4), 135, 136(1A), 136(1C) through amhp.law.
"""

from collections.abc import Iterator
from datetime import datetime

from amhp.calendar import day_in_london
from amhp.law import evaluate
from onenumber.hub.presenters.take_reading import Reading, Typed
from onenumber.persons.queries import is_unknown

MOST = 6
ADULT = 18


def law_notes(found: Reading, typed: Typed) -> list[str]:
    """What the law says about this call, in the engine's answers."""
    notes: list[str] = []
    if found.kind == "nearest_relative":
        asked = evaluate("s13_4.request", {"requested_by": "nearest relative", "outcome": "no application"})
        if asked["written_reasons_to_nearest_relative"]:
            notes.append(
                "If no application is made, the nearest relative is sent the reasons in writing. s13(4)"
            )
    if found.kind == "police":
        consulted = evaluate("s136.consult", {"practicable": True, "consulted": "AMHP on advice line"})
        if consulted["compliant"]:
            notes.append(
                "This call is the consultation before section 136 is used, where practicable. s136(1C)"
            )
        if typed.get("place_kind") == "HOME":
            home = evaluate("s136.location", {"place": "patient's own flat"})
            if not home["power_available"]:
                notes.append("Section 136 appears not to be available inside a home. s136(1A)")
    return notes


def worth_asking(found: Reading, typed: Typed, *, at: datetime) -> list[str]:
    """At most six questions, the most pressing first; none before it is known what the call is."""
    if not found.kind:
        return []
    return list(_asked(found, typed, at))[:MOST]


def _asked(found: Reading, typed: Typed, at: datetime) -> Iterator[str]:
    if typed.get("danger") == "yes":
        yield "Has 999 been called, and who is with them now?"
    elif typed.get("danger") == "not_known":
        yield "Is anyone in danger right now? Ask again before they ring off."
    yield from _about_the_power(found)
    yield from _not_yet_known(found, typed)
    age = found.birth.age_on(day_in_london(at))
    if age is not None and age < ADULT:
        yield "Under 18: who has parental responsibility, and do children’s services know?"
    if typed.get("danger") != "yes" and found.kind in {"referral", "nearest_relative"}:
        yield "Is anyone with them, and who will stay?"
    if found.kind in {"referral", "nearest_relative"}:
        yield "Children, others who depend on them, pets, the home?"
    if found.kind == "back_up":
        yield "Which case are they on, and which comes next?"


def _about_the_power(found: Reading) -> Iterator[str]:
    if found.event == "not_known":
        yield "Has any power to hold them started, and when?"
    elif found.event and found.event != "nothing" and found.event_at is None:
        yield "When did it start? The end cannot be shown without the time."
    if found.event.startswith("s136"):
        yield "Was an AMHP, nurse or doctor asked before s136 was used? s136(1C)"
    if found.event == "s5_2_report":
        yield "Did a nurse hold them before the report, and from when? s5(5)"
    if found.event == "s135_arrived":
        yield "Which AMHP and doctor were there when the warrant was used? s135(4)"
    if found.event == "cto_recall_held":
        yield "Who is the responsible clinician, and is revoking the order being thought of?"


def _not_yet_known(found: Reading, typed: Typed) -> Iterator[str]:
    for name, question in (
        ("caller_number", "A number to ring back?"),
        ("person_name", "The person’s name?"),
        ("place", "Where are they now?"),
    ):
        if is_unknown(typed.get(name, "")):
            yield question
    if not found.birth.is_known and "birth_date" not in found.errors:
        yield "Their date of birth, or about how old?"
    if found.kind == "back_up" and not typed.get("back_up_soon"):
        yield "How soon is back-up needed?"
