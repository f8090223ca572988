"""The text an offer or an ask sends: reference, power, kind of place, area and times; nothing about the person.

Source: the record, safety rules; design screen 04, "The text they get".
"""

from datetime import datetime

from amhp.calendar import in_london, say_day, say_moment, say_time
from onenumber.cases.models import CaseChange
from onenumber.cases.queries import CaseFacts, soonest
from onenumber.messaging.models import Said, Topic, Wording

OFFER = Wording(
    "offer",
    Topic.ASKED,
    "You are asked: {reference}",
    (
        "One Number: {power}", " {place_kind}", " in {area}", ", {ends}",
        ". {reference}. Accept or decline on My day by {time}. Your choice.",
    ),
)  # fmt: skip
KINDS_OF_PLACE = {
    "HOME": "at a home",
    "WARD": "on a ward",
    "ED": "at an ED",
    "HBPOS": "at a place of safety",
    "CUSTODY": "in police custody",
    "CARE_HOME": "at a care home",
    "PRISON": "in a prison",
    "STREET": "in a public place",
}


def power_words(facts: CaseFacts) -> str:
    """The power whose clock runs, or what is asked for."""
    clock = soonest(facts)
    return clock.short if clock is not None else "a consideration under s13"


def ends_words(facts: CaseFacts) -> str:
    """When the soonest limit ends, such as "ends Wed 13:25"; empty when none runs."""
    clock = soonest(facts)
    if clock is None:
        return ""
    if clock.ends_on is not None:
        return f"by end of {say_day(clock.ends_on)}"
    return f"ends {in_london(clock.ends_at):%a} {say_time(clock.ends_at)}"


def kind_of_place(facts: CaseFacts) -> str:
    """The kind of place, never its name; empty once the person was moved, for the kind is then not known."""
    moved = any(change.field == CaseChange.Field.PLACE for change in facts.changes)
    return "" if moved else KINDS_OF_PLACE.get(facts.case.contact.place_kind, "")


def offer_said(facts: CaseFacts, *, answer_by: datetime) -> Said:
    """What the asked one reads on screen, in the e-mail and in the text."""
    return OFFER.said(
        reference=facts.case.reference,
        power=power_words(facts),
        place_kind=kind_of_place(facts),
        area=facts.locality,
        ends=ends_words(facts),
        time=answer_by,
    )


def ask_words(facts: CaseFacts) -> str:
    """Power, kind of place and area, with the soonest limit: what somebody asked to come may know."""
    where = " ".join(
        part for part in (kind_of_place(facts), f"in {facts.locality.name}" if facts.locality else "") if part
    )
    return ", ".join(part for part in (f"{power_words(facts)} {where}".strip(), ends_words(facts)) if part)


def say_between(starts_at: datetime | None, ends_at: datetime | None, at: datetime) -> str:
    """A stretch as it is said: "today 15:00 to 19:00"; empty when its start is not known."""
    if starts_at is None:
        return ""
    begins = say_moment(starts_at, at)
    if ends_at is None:
        return begins
    ends = say_moment(ends_at, at)
    same_day = in_london(starts_at).date() == in_london(ends_at).date()
    return f"{begins} to {say_time(ends_at) if same_day else ends}"
