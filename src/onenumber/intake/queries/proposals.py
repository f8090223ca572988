"""What the page proposes from what was typed; the taker sees every proposal and may change it.

Words of the caller's role and of the place decide. A power is proposed only where the words name the people
who use it at a place where it is used, and it counts only once its time is typed. Codes are proposed by
amhp.dataset.
"""

import re
from dataclasses import dataclass

from amhp.dataset import propose_place as place_code
from amhp.dataset import propose_source as source_code
from amhp.law import EventKind
from onenumber.intake.queries.kinds import NOTHING, OPENS_A_CASE, Kind, contact_type_of
from onenumber.organisations.models import Locality, Service
from onenumber.organisations.queries import propose_locality, propose_place

_NEAREST_RELATIVE = re.compile(r"\bnearest relative\b", re.IGNORECASE)
_POLICE = re.compile(r"\bpolice\b|\bconstable\b|\bpc\b|\bsergeant\b", re.IGNORECASE)
_DOCTOR = re.compile(r"\b(doctor|consultant|registrar|psychiatrist|clinician|dr)\b", re.IGNORECASE)
_NURSE = re.compile(r"\bnurse\b|\bmatron\b", re.IGNORECASE)
_ASKED = {Kind.ADVICE: "advice", Kind.POLICE: "advice", Kind.BACK_UP: ""}
_LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """What would be filled in; empty where the words do not say."""

    kind: str
    locality: Locality | None
    event: str
    event_told_by: str
    asked_for: str
    source: str
    place_kind: str


def kind_of_referral(caller_role: str) -> str:
    """A request under s13(4) when the caller says that they are the nearest relative.

    >>> kind_of_referral("Mother and nearest relative"), kind_of_referral("Sister")
    ('nearest_relative', 'referral')
    """
    found = _NEAREST_RELATIVE.search(caller_role[:_LONGEST])
    return (Kind.NEAREST_RELATIVE if found else Kind.REFERRAL).value


def event_from(kind: str, *, caller_role: str, place_kind: str) -> str:
    """The event that role and kind of place suggest; empty when they do not.

    >>> event_from("referral", caller_role="Police constable, Westmoor Police", place_kind="ED")
    's136_arrived'
    >>> event_from("referral", caller_role="GP, Quay Street Surgery", place_kind="HOME")
    'nothing'
    >>> event_from("referral", caller_role="Triage nurse, Marlbridge General", place_kind="ED")
    ''
    """
    if kind not in OPENS_A_CASE:
        return "" if kind == Kind.BACK_UP else NOTHING
    if kind == Kind.NEAREST_RELATIVE:
        return NOTHING
    role = caller_role[:_LONGEST]
    if place_kind == "HBPOS" or (place_kind == "ED" and _POLICE.search(role)):
        return EventKind.S136_ARRIVED.value
    if place_kind == "WARD":
        if _DOCTOR.search(role):
            return EventKind.S5_2_REPORT.value
        return EventKind.S5_4_RECORD.value if _NURSE.search(role) else ""
    community = place_kind in {"HOME", "CARE_HOME"} and not _POLICE.search(role)
    return NOTHING if community and role.strip() else ""


def proposals(
    service: Service, *, kind: str, caller_name: str, caller_role: str, place: str, event: str = ""
) -> Proposals:
    """Everything that can be proposed from the answers so far. `event` is the one chosen, for the source."""
    known = propose_place(service, place[:_LONGEST]) if place.strip() else None
    locality = (
        known.locality if known else propose_locality(service, place[:_LONGEST]) if place.strip() else None
    )
    where = place_code(place, role_and_organisation=caller_role) or (known.kind if known else "")
    meant = kind_of_referral(caller_role) if kind == Kind.REFERRAL else kind
    suggested = event_from(meant, caller_role=caller_role, place_kind=where) if meant else ""
    contact_type = contact_type_of(meant, event or suggested) if meant else ""
    return Proposals(
        kind=meant,
        locality=locality,
        event=suggested,
        event_told_by=caller_name.strip(),
        asked_for=_ASKED.get(Kind(meant), "consider" if meant in OPENS_A_CASE else "not_sure")
        if meant
        else "",
        source=source_code(caller_role, contact_type=contact_type or None, place=place) or "",
        place_kind=where,
    )
