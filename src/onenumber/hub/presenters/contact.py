"""One contact whole: what was told, what became of it, what is still open. Corrections show first."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_moment, say_time
from amhp.dataset import label
from onenumber.audit.models import Viewer
from onenumber.design.parts import Pair, TimelineEntry
from onenumber.design.wording import nhs_number
from onenumber.hub.presenters.take_choices import ASKED, DANGERS, HOW_SOON, WHY_BACK_UP, event_words
from onenumber.hub.presenters.take_side import PersonLine, person_lines
from onenumber.hub.queries.take import enriched
from onenumber.intake.models import Contact, SamePersonAnswer
from onenumber.intake.queries import (
    KIND_WORDS,
    WAITING,
    ContactStanding,
    PoliceAnswers,
    corrected,
    police_answers,
    standing_of_contact,
)
from onenumber.persons.models import Person
from onenumber.persons.queries import birth_of, born_words, person_line, suggestions

NOT_KNOWN = "Not known"
CODES = {"source": "CL-SRC", "place_kind": "CL-PLACE", "contact_type": "CL-TYPE"}


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """Everything the page of one contact shows."""

    reference: str
    kind: str
    standing: ContactStanding
    waits: bool
    told: tuple[Pair, ...]
    person: tuple[Pair, ...]
    person_line: str
    history: tuple[TimelineEntry, ...]
    police: PoliceAnswers | None
    people: tuple[PersonLine, ...]
    needs_countersign: bool
    received: str


def present_contact(viewer: Viewer, contact: Contact, *, at: datetime) -> ContactView:
    """The page's facts; the person's record is open to the viewer already."""
    standing = standing_of_contact(contact)
    signed = getattr(contact, "countersign", None)
    return ContactView(
        reference=contact.reference,
        kind=KIND_WORDS[contact.kind],
        standing=standing,
        waits=standing.kind == WAITING,
        told=tuple(_told(contact, at)),
        person=tuple(_person(contact.person, at)) if contact.person else (),
        person_line=person_line(contact.person, contact.reference, on=day_in_london(at)),
        history=tuple(_history(contact, at)),
        police=police_answers(contact.police_entries.all()) if contact.kind == Contact.Kind.POLICE else None,
        people=open_question(viewer, contact, at),
        needs_countersign=contact.needs_countersign and signed is None,
        received=say_moment(contact.happened_at, at),
    )


def _told(contact: Contact, at: datetime) -> list[Pair]:
    now = corrected(contact)

    def said(field: str) -> str:
        value = now.get(field, str(getattr(contact, field)))
        return label(CODES[field], value) if field in CODES and value else value

    pairs = [
        ("Kind", KIND_WORDS[contact.kind], ""),
        ("Received", say_moment(contact.happened_at, at), _taken(contact, at)),
        ("Caller", said("caller_name") or NOT_KNOWN, said("caller_role")),
        ("Number to ring back", said("caller_number") or NOT_KNOWN, ""),
        ("Where they are", said("place") or NOT_KNOWN, contact.locality.name if contact.locality else ""),
        *_power(contact, said("event_told_by"), at),
        ("Danger now", dict(DANGERS).get(said("danger"), NOT_KNOWN), ""),
        *_asked(contact),
        ("What they told", said("words") or "Nothing written", ""),
        ("Acting for", contact.council.name, ""),
        (
            "Source, kind of place",
            f"{said('source') or 'not chosen'}; {said('place_kind') or 'not chosen'}",
            "",
        ),
        ("In the return", said("contact_type") or "no row for this kind", ""),
    ]
    return [Pair(name=name, value=value, told_by=by) for name, value, by in pairs]


def _taken(contact: Contact, at: datetime) -> str:
    duty = "EDT" if contact.duty_kind == "edt" else "day"
    channel = Contact.Channel(contact.channel).label
    return f"by {channel}, taken by {contact.by_name} ({duty}), written {say_moment(contact.recorded_at, at)}"


def _power(contact: Contact, told_by: str, at: datetime) -> list[tuple[str, str, str]]:
    if not contact.event:
        return []
    when = f", {say_moment(contact.event_at, at)}" if contact.event_at else ""
    if contact.event_at and say_time(contact.event_at)[-3:] in {"BST", "GMT"}:
        when += f" ({say_time(contact.event_at)[-3:]})"
    return [
        ("Power or clock", f"{event_words(contact.event)}{when}", f"told by {told_by}" if told_by else "")
    ]


def _asked(contact: Contact) -> list[tuple[str, str, str]]:
    if contact.kind == Contact.Kind.BACK_UP:
        soon = dict(HOW_SOON).get(contact.back_up_soon, "not said how soon")
        return [("Why back-up is needed", dict(WHY_BACK_UP).get(contact.back_up_why, NOT_KNOWN), soon)]
    return [("Asked for", dict(ASKED).get(contact.asked_for, NOT_KNOWN), "")]


def _person(person: Person, at: datetime) -> list[Pair]:
    number = nhs_number(person.nhs_number) if person.nhs_number else NOT_KNOWN
    return [
        Pair(name="Name", value=person.name or NOT_KNOWN),
        Pair(name="Born", value=born_words(person, on=day_in_london(at))),
        Pair(name="NHS number", value=number),
        Pair(name="Language or help", value=person.language_or_help or "None known"),
    ]


def _history(contact: Contact, at: datetime) -> list[TimelineEntry]:
    """Newest first: steps, corrections and police entries, each with who wrote it."""
    rows: list[tuple[datetime, TimelineEntry]] = []

    def add(moment: datetime, by: str, text: str, *, icon: str = "set", corrects: str = "") -> None:
        when = say_moment(moment, at)
        rows.append((moment, TimelineEntry(when=when, text=text, strong=by, icon=icon, corrects=corrects)))

    for step in contact.steps.all():
        one = ContactStanding(kind=step.kind, detail=step.detail, case_reference=step.case_reference)
        detail = f": {step.detail}" if step.detail and step.kind in {"answered", "withdrawn"} else ""
        add(step.happened_at, step.by_name, f"{one.words}{detail}", icon="done")
    for change in contact.corrections.all():
        add(
            change.recorded_at,
            change.by_name,
            f"{change.now_is} ({change.reason})",
            corrects=change.was or "nothing",
        )
    for entry in contact.police_entries.all():
        said = (entry.record_check, entry.advice_given, entry.officer_did, entry.outcome_next_day)
        add(entry.happened_at, entry.by_name, ". ".join(part for part in said if part))
    if (signed := getattr(contact, "countersign", None)) is not None:
        add(signed.recorded_at, signed.by_name, "countersigned", icon="done")
    return [entry for _, entry in sorted(rows, key=lambda row: row[0], reverse=True)]


def open_question(viewer: Viewer, contact: Contact, at: datetime) -> tuple[PersonLine, ...]:
    """Suggestions nobody has answered yet, as long as the person is known well enough."""
    person = contact.person
    if person is None:
        return ()
    answered = SamePersonAnswer.objects.filter(contact=contact, corrected_by__isnull=True)
    rows = suggestions(
        viewer,
        service_id=contact.service_id,
        name=person.name,
        birth=birth_of(person),
        nhs_number=person.nhs_number,
        at=at,
        leave_out={person.pk, *answered.values_list("suggested_id", flat=True)},
    )
    return person_lines(enriched(viewer, rows), {})
