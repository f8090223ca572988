"""Letters and information sheets: the service's own approved text with the case's values put in, or none at all.

Nothing is written here for a service: what a slot does not hold is said to be missing. Source: record.md, safety
rules ("supplied and approved text only; otherwise an empty slot that says so").
"""

import re
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_date
from onenumber.cases.models import CarryingOut
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.wording import code_words
from onenumber.organisations.models import Service
from onenumber.organisations.queries import LANGUAGES, LETTER_VALUE, LETTERS, has_setting

NOT_RECORDED = "[not recorded: {}]"


@dataclass(frozen=True)
class LetterSlot:
    """A place for approved text: to whom, in which language; empty when the service has supplied none."""

    name: str
    label: str
    language: str
    text: str = ""
    approved_by: str = ""
    approved_on: str = ""


def letter_slots(service: Service) -> tuple[LetterSlot, ...]:
    """Every slot of a service, the empty ones too."""
    found = []
    for who, to in LETTERS.items():
        for key, (label, language) in LANGUAGES.items():
            name = f"{who}.{key}"
            path = f"letter.{name}"
            kept = service.settings[path] if has_setting(service, path) else {}
            found.append(
                LetterSlot(
                    name=name,
                    label=f"{to[0].upper()}{to[1:]}, {label}",
                    language=language,
                    text=kept.get("value", ""),
                    approved_by=kept.get("approved_by", ""),
                    approved_on=kept.get("approved_on", ""),
                )
            )
    return tuple(found)


def letter_values(facts: CaseFacts, *, to_name: str, at: datetime) -> dict[str, str]:
    """What stands for each {value} of an approved text; empty where the record does not say."""
    case, held, admitted = facts.case, facts.last_commitment, facts.step(CarryingOut.Step.ADMITTED)
    return {
        "to": to_name,
        "person": case.person.name,
        "reference": case.reference,
        "date": say_date(day_in_london(at)),
        "amhp": held.practitioner.name if held else "",
        "service": case.service.name,
        "one_number": case.service.one_number,
        "council": case.council.name,
        "hospital": admitted.place if admitted else "",
        "outcome": code_words("CL-OUT", facts.decision.outcome) if facts.decision else "",
    }


def filled_in(text: str, values: dict[str, str]) -> tuple[list[str], list[str]]:
    """The paragraphs with their values, and the values the record does not have (said where they would stand)."""
    missing: list[str] = []

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if not values.get(name):
            missing.append(name)
        return values.get(name) or NOT_RECORDED.format(name.replace("_", " "))

    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [LETTER_VALUE.sub(value, part) for part in paragraphs], missing
