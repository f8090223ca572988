"""What a contact asks for, from where and by whom: the kinds of consideration with their places, sources and events.

Codes are the dataset's (CL-TYPE, CL-PLACE, CL-SRC) and amhp.law's events, so that nothing is guessed on the way in.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.persons import words
from onenumber.demo.county.streams import Stream


@dataclass(frozen=True)
class Ask:
    """One kind of consideration: how it comes in. `setting` picks the median wait to the assessment."""

    name: str
    contact_type: str
    kind: str
    event: str
    setting: str
    places: tuple[tuple[str, float], ...]
    sources: tuple[tuple[str, str, float], ...]  # CL-SRC, what the caller says they are, share
    said: str


HOMES = (("HOME", 1.0),)
ASKS = {
    "s136": Ask(
        "s136", "S136", "referral", "s136_arrived", "s136", (("ED", 0.42), ("HBPOS", 0.58)),
        (("POLICE_S136", "Police constable, Westmoor Police", 0.62),
         ("POLICE_S136", "Police sergeant, Westmoor Police", 0.12),
         ("HBPOS", "Nurse, {place}", 0.14), ("ED", "Triage nurse, {place}", 0.12)), "s136",
    ),
    "s5_2": Ask(
        "s5_2", "S13", "referral", "s5_2_report", "ward", (("WARD", 1.0),),
        (("WARD_MH", "Nurse in charge, {place}", 0.6), ("WARD_MH", "Ward doctor, {place}", 0.4)), "s5_2",
    ),
    "s135": Ask(
        "s135", "S135", "referral", "s135_arrived", "s136", (("HBPOS", 1.0),),
        (("POLICE_CUSTODY", "Police constable, Westmoor Police", 1.0),), "s135",
    ),
    "cto": Ask(
        "cto", "CTO", "referral", "cto_recall_held", "ward", (("WARD", 1.0),),
        (("WARD_MH", "Consultant, {place}", 1.0),), "cto",
    ),
    "s13_4": Ask(
        "s13_4", "S13_4", "nearest_relative", "nothing", "community", HOMES,
        (("NEAREST_RELATIVE", "{relation} and nearest relative", 1.0),), "s13_4",
    ),
    "community": Ask(
        "community", "S13", "referral", "nothing", "community", (("HOME", 0.86), ("CARE_HOME", 0.12), ("STREET", 0.02)),
        (("CMHT", "Community nurse, {area} CMHT", 0.3), ("CRHT", "Crisis nurse, {area} crisis team", 0.26),
         ("GP", "GP, {area} surgery", 0.16), ("ASC", "Social worker, adult social care", 0.11),
         ("FAMILY", "{relation}", 0.05), ("CARE_HOME", "Care home manager", 0.05), ("AMBULANCE", "Paramedic", 0.04),
         ("HOUSING_VCSE", "Support worker, Westmoor Homes", 0.03)), "community",
    ),
    "hospital": Ask(
        "hospital", "S13", "referral", "nothing", "ed", (("ED", 0.7), ("WARD", 0.3)),
        (("LIAISON", "Liaison nurse, {place}", 0.7), ("ED", "Doctor, {place}", 0.2),
         ("WARD_MH", "Nurse in charge, {place}", 0.1)),
        "hospital",
    ),
    "custody": Ask(
        "custody", "S13", "referral", "nothing", "custody", (("CUSTODY", 1.0),),
        (("POLICE_CUSTODY", "Liaison and diversion nurse, {place}", 1.0),), "hospital",
    ),
}  # fmt: skip
# Shares of all but s136, whose share differs by day and night.
DAY_SHARES = {
    "community": 0.545, "hospital": 0.16, "s5_2": 0.155, "cto": 0.04, "s13_4": 0.035, "s135": 0.025, "custody": 0.04,
}  # fmt: skip
NIGHT_SHARES = {
    "community": 0.3, "hospital": 0.4, "s5_2": 0.18, "cto": 0.02, "s13_4": 0.02, "s135": 0.02, "custody": 0.06,
}  # fmt: skip

HOSPITALS = {
    "ED": {
        "Marlbridge": "Marlbridge General, Emergency Department", "Ashmoor": "Ashmoor Hospital, Emergency Department",
        "Thornbay": "Thornbay District, Emergency Department",
    },
    "HBPOS": {"Marlbridge": "Larkfield 136 suite"},
    "WARD": {
        "Marlbridge": "Kestrel Ward, Marlbridge General", "Ashmoor": "Heron Ward, Ashmoor Hospital",
        "Thornbay": "Surgical Ward 3, Thornbay District",
    },
    "CUSTODY": {"Marlbridge": "Marlbridge custody suite", "Thornbay": "Thornbay custody suite"},
    "CARE_HOME": {
        "Ashmoor": "The Limes care home", "Estuary": "Saltings care home", "Brightwater": "Millrace care home",
        "Calder Vale": "Weir House care home", "Highmoor": "Fell View care home",
    },
}  # fmt: skip
NEAREST = {
    "Ashmoor": "Ashmoor", "Highmoor": "Ashmoor", "Brightwater": "Marlbridge", "Calder Vale": "Marlbridge",
    "Marlbridge": "Marlbridge", "Estuary": "Thornbay", "Thornbay": "Thornbay",
}  # fmt: skip


@dataclass(frozen=True)
class Where:
    """A place, its kind, and the locality it lies in."""

    place: str
    kind: str
    area: str


def where(draw: Stream, ask: Ask, home: str, area: str) -> Where:
    """Where the person is: at home, or in the hospital, suite or home nearest to where they live."""
    kind = draw.weighted(dict(ask.places))
    if kind == "HOME":
        return Where(f"Own home, {home.rpartition(',')[0]}", kind, area)
    if kind == "STREET":
        return Where(f"{draw.one_of(words()['streets'])}, outside", kind, area)
    here = HOSPITALS[kind]
    nearest = area if area in here else NEAREST[area]
    found = nearest if nearest in here else "Marlbridge" if "Marlbridge" in here else "Ashmoor"
    return Where(here[found], kind, found)


@dataclass(frozen=True)
class Caller:
    """Who rings, and the source code that stands for them."""

    name: str
    role: str
    number: str
    source: str


TITLES = {
    "Police constable": "PC", "Police sergeant": "Sgt", "Nurse": "Nurse", "Ward doctor": "Dr", "GP": "Dr",
    "Consultant": "Dr",
}  # fmt: skip


def caller(draw: Stream, sources: tuple[tuple[str, str, float], ...], spot: Where) -> Caller:
    """An invented caller of one of these sources."""
    source, role, _ = sources[draw.choices(range(len(sources)), weights=[share for *_, share in sources])[0]]
    relation = draw.one_of(said("relations")).capitalize()
    role = role.format(place=spot.place.partition(",")[0], area=spot.area, relation=relation)
    surname = draw.one_of(words()["surnames"])
    title = next((short for long, short in TITLES.items() if role.startswith(long)), "")
    first = title or draw.one_of(words()["women"] if draw.chance(0.5) else words()["men"])
    return Caller(f"{first} {surname}", role, f"01632 960 {draw.randrange(200, 1000)}", source)


@cache
def _sentences() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    return found


def said(name: str) -> list[str]:
    """The sentences of one kind."""
    sentences = _sentences()
    return sentences["said"].get(name) or sentences["answers"][name]
