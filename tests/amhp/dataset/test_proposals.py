"""What the words of a call propose: answers written by hand beside the roles and places of fifty calls."""

import pytest

from amhp.dataset import code_list, propose_place, propose_source
from amhp.dataset.reading import data_rows

POLICE = "Police constable, Westmoor Police"
CALLS = [
    (POLICE, "Larkfield 136 suite", "S136", "POLICE_S136", "HBPOS"),
    (POLICE, "Larkfield 136 suite", "S135", "POLICE_CUSTODY", "HBPOS"),
    (POLICE, "Bus shelter, Station Road", "POLICE_ADVICE", "POLICE_S136", "STREET"),
    (POLICE, "Waiting room, Thornbay District", "POLICE_ADVICE", "POLICE_S136", "ED"),
    (POLICE, "Her own flat, 12 Quay Rise", "POLICE_ADVICE", "POLICE_S136", "HOME"),
    ("Police sergeant", "Top deck, Mill Street car park", "POLICE_ADVICE", "POLICE_S136", "STREET"),
    ("Custody sergeant, Westmoor Police", "Police station, cell 4", "S13", "POLICE_CUSTODY", "CUSTODY"),
    ("Ward doctor, Heron Ward", "Heron Ward, Ashmoor Hospital", "S13", "WARD_MH", "WARD"),
    ("Ward doctor, Surgical Ward 3", "Surgical Ward 3, Thornbay District", "S13", "ACUTE_WARD", "WARD"),
    ("Nurse in charge, Curlew Ward", "Curlew Ward, Marlbridge General", "S13", "WARD_MH", "WARD"),
    ("Duty doctor, Marlbridge General", "Curlew Ward, Marlbridge General", "S13", "WARD_MH", "WARD"),
    ("Duty doctor, Marlbridge General", "Marlbridge General, Emergency Department", "S13", "ED", "ED"),
    ("Triage nurse, Marlbridge General", "Marlbridge General, Emergency Department", "S136", "ED", "ED"),
    ("Nurse, Larkfield 136 suite", "Larkfield 136 suite", "ADVICE", "HBPOS", "HBPOS"),
    ("Care home manager, Fairlight House", "Fairlight House", "ADVICE", "CARE_HOME", "CARE_HOME"),
    ("Care home manager, The Limes", "The Limes care home", "S13", "CARE_HOME", "CARE_HOME"),
    ("GP, Quay Street Surgery", "Her flat, 4 Wharf Lane", "S13", "GP", "HOME"),
    ("Social worker, adult social care", "Not given", "ADVICE", "ASC", "NOT_KNOWN"),
    ("Community nurse, Calder Vale CMHT", "His house, 2 Chapel Row", "S13", "CMHT", "HOME"),
    ("Crisis nurse, Highmoor crisis team", "Her parents' house, 30 Fell View", "S13", "CRHT", "HOME"),
    ("Mother and nearest relative", "Family home, 9 Mill Brow", "S13_4", "NEAREST_RELATIVE", "HOME"),
    ("Sister and nearest relative", "Her flat, 8 Bridge Court", "S13_4", "NEAREST_RELATIVE", "HOME"),
    ("Sister", "His house, 2 Chapel Row", "ADVICE", "FAMILY", "HOME"),
    ("Ward sister, Heron Ward", "Heron Ward, Ashmoor Hospital", "S13", "WARD_MH", "WARD"),
    ("Housing officer, Westmoor Homes", "Not given", "ADVICE", "HOUSING_VCSE", "NOT_KNOWN"),
    ("Advocate, Westmoor Voices", "Heron Ward, Ashmoor Hospital", "ADVICE", "HOUSING_VCSE", "WARD"),
    ("Support worker, Ashmoor Student Services", "Room 12, Castle Hall", "S13", "OTHER", "HOME"),
    ("Neighbour", "Outside the Ship Inn", "ADVICE", "OTHER", "STREET"),
    ("AMHP, emergency duty team", "17 Harbour View", "S13", "EDT", "HOME"),
    ("AMHP, Barset council", "", "S13", "OTHER_AMHP_SERVICE", None),
    ("Liaison nurse", "Thornbay District", "S13", "LIAISON", None),
    ("Street triage nurse, Westmoor Police", "Outside the library", "S136", "STREET_TRIAGE", "STREET"),
    ("Vicar", "the vestry", "S13", None, None),
    ("", "", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("role", "place", "contact_type", "source", "kind_of_place"), CALLS)
def test_words_propose_a_source_and_a_place(role, place, contact_type, source, kind_of_place) -> None:
    assert propose_source(role, contact_type=contact_type, place=place) == source
    assert propose_place(place, role_and_organisation=role) == kind_of_place


def test_police_propose_s136_only_where_s136_is_spoken_of() -> None:
    others = {code.code for code in code_list("CL-TYPE")} - {"S136", "POLICE_ADVICE"}
    assert {propose_source(POLICE, contact_type=code) for code in others} == {"POLICE_CUSTODY"}
    assert propose_source(POLICE) == "POLICE_CUSTODY"


def test_every_row_proposes_a_code_that_exists() -> None:
    sources = {row["code"] for row in data_rows("source_words.csv")} - {"PLACE"}
    assert sources <= {code.code for code in code_list("CL-SRC")}
    types = {code for row in data_rows("source_words.csv") for code in row["contact_types"].split()}
    assert types <= {code.code for code in code_list("CL-TYPE")}
    assert {row["code"] for row in data_rows("place_words.csv")} <= {
        code.code for code in code_list("CL-PLACE")
    }


@pytest.mark.parametrize("hostile", ["(" * 5000, "a" * 1_000_000, "\x00\ud800", "9 " * 100_000])
def test_hostile_words_only_give_a_proposal_or_none(hostile: str) -> None:
    sources = {code.code for code in code_list("CL-SRC")} | {None}
    places = {code.code for code in code_list("CL-PLACE")} | {None}
    assert propose_source(hostile, place=hostile) in sources
    assert propose_place(hostile) in places
