"""Fills in what follows from what was typed, and keeps its hands off what the taker chose.

A value is the page's as long as it is empty or still what the page last put there; then it follows the
words it came from. Everything else stays as the taker left it. Times typed as `n` or `-10` become the time
they meant when they were first seen. Nothing here writes.
"""

from dataclasses import dataclass, field
from datetime import datetime

from amhp.calendar import NotUnderstood, day_in_london, in_london, read_time, say_wall_time, say_zone
from onenumber.hub.presenters.take_choices import NOTHING_KNOWN
from onenumber.hub.presenters.take_reading import is_repeated, record_kind
from onenumber.intake.queries import NOTHING, Proposals, proposals
from onenumber.organisations.models import Service
from onenumber.persons.queries import NhsNumberRefused, read_nhs_number

REFERRAL = "referral"  # what a list without an empty answer says before anything is chosen
FIRST = {"language_or_help": NOTHING_KNOWN, "channel": "phone", "record_kind": REFERRAL}


@dataclass
class Filled:
    """The fields as they should stand, what the page put there, and times it has worked out."""

    fields: dict[str, str]
    by_page: dict[str, str] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)


def first_fields(*, at: datetime) -> Filled:
    """An empty page: today, nothing known of help needed."""
    today = day_in_london(at).isoformat()
    values = {**FIRST, "event_day": today, "received_day": today}
    return Filled(dict(values), dict(values))


def fill(
    typed: dict[str, str], *, service: Service, before: Filled, at: datetime, saving: bool = False
) -> Filled:
    """The page after this typing. While `saving`, an event that the taker has not seen is not filled in."""
    fields = {**typed}
    meant = record_kind({**fields, "record_kind": ""})
    found = proposals(
        service,
        kind=meant,
        caller_name=fields.get("caller_name", "")[:200],
        caller_role=fields.get("caller_role", ""),
        place=fields.get("place", ""),
        event=fields.get("event", ""),
    )
    wanted = _wanted(found, fields)
    if saving and found.event != NOTHING_ASKED.get(meant):
        wanted.pop("event")
    by_page = {**before.by_page}
    for name, proposed in wanted.items():
        current = fields.get(name, "")
        if current in ("", by_page.get(name)):
            fields[name] = by_page[name] = proposed
    times = _settle_times(fields, before.times, at)
    _settle_number(fields, synthetic=service.synthetic)
    return Filled(fields, by_page, times)


# Kinds that nobody rings about with a power running: the page may answer for the taker even as they save.
NOTHING_ASKED = dict.fromkeys(
    ("advice", "police", "notice", "edt_adult", "edt_child", "concern", "other"), NOTHING
)


def _wanted(found: Proposals, fields: dict[str, str]) -> dict[str, str]:
    return {
        "record_kind": found.kind if fields.get("kind") == "referral" else REFERRAL,
        "locality": found.locality.code if found.locality else "",
        "event": found.event,
        "event_says": found.event_told_by,
        "ask": found.asked_for,
        "source": found.source,
        "place_kind": found.place_kind,
        "language_or_help": NOTHING_KNOWN,
    }


def _settle_times(fields: dict[str, str], known: dict[str, str], at: datetime) -> dict[str, str]:
    """`n` names the moment it was typed, not the moment the page is saved."""
    times = dict(known)
    for name, day_name in (("event_time", "event_day"), ("received_time", "received_day")):
        text = fields.get(name, "").strip()
        if not text:
            continue
        if text == times.get(f"{name} typed"):
            fields[name], fields[day_name] = times[name], times[f"{name} day"]
            if zone := times.get(f"{name} zone"):
                fields["event_offset"] = zone
            continue
        try:
            time = read_time(text, now=at)
        except NotUnderstood:
            continue
        fields[name] = say_wall_time(time.wall_time)
        if time.moment is not None:
            fields[day_name] = in_london(time.moment).date().isoformat()
            times |= {f"{name} typed": text, name: fields[name], f"{name} day": fields[day_name]}
            if name == "event_time" and is_repeated(time.moment):
                fields["event_offset"] = times[f"{name} zone"] = say_zone(time.moment)
    return times


def _settle_number(fields: dict[str, str], *, synthetic: bool) -> None:
    try:
        number = read_nhs_number(fields.get("nhs_number", ""), synthetic=synthetic)
    except NhsNumberRefused:
        return
    if number:
        fields["nhs_number"] = f"{number[:3]} {number[3:6]} {number[6:]}"
