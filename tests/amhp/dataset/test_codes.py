"""The lists of the dataset: complete against its text, dated, and refused when unknown or expired."""

from datetime import date

import pytest

from amhp.dataset import (
    DataFileDamaged,
    ExpiredCode,
    NoRegime,
    UnknownCode,
    code_list,
    code_list_names,
    delay_group,
    ethnic_category_2001,
    find_code,
    label,
    legal_regime,
    national_source,
    outcome_flags,
    require_code,
    urgency_rank,
)
from amhp.dataset.codes import read_codes
from amhp.dataset.reading import parse_rows

TODAY = date(2026, 11, 22)
EXPECTED = {
    "CL-TYPE": "S13 S13_4 S136 S135 CTO GUARD ADVICE POLICE_ADVICE SOCSUP OTHER",
    "CL-SRC": "GP CMHT CRHT WARD_MH LIAISON ED ACUTE_WARD HBPOS POLICE_S136 POLICE_CUSTODY STREET_TRIAGE EDT"
    " OTHER_AMHP_SERVICE NEAREST_RELATIVE FAMILY ASC CHILDRENS_SERVICES_CAMHS CARE_HOME PRISON COURT"
    " AMBULANCE HOUSING_VCSE PROBATION SELF OTHER",
    "CL-PLACE": "HOME WARD ED HBPOS CUSTODY CARE_HOME PRISON STREET OTHER NOT_KNOWN",
    "CL-TRI": "ASSESS NOT_ASSESS ADVICE DEFER TRANSFER",
    "CL-NR": "INFORMED CONSULTED_NO_OBJECTION OBJECTED NOT_PRACTICABLE NONE DISPLACED",
    "CL-OUT": "S2 S3 S4 S7 CTO_AGREED CTO_NOT_AGREED CTO_EXTENSION CTO_REVOCATION_AGREED"
    " CTO_REVOCATION_NOT_AGREED INFORMAL HTT COMMUNITY SOCIALCARE MCA PHYSICAL NO_DISORDER NFA RECS_NO_BED"
    " PERSON_ABSENT NOT_COMPLETED HOLD_LAPSED TRANSFERRED ADVICE_ONLY NOT_PROGRESSED",
    "GENDER": "1 2 3 4 Z X",
    "ETHNICITY_2001": "A B C D E F G H J K L M N P R S Z 99",
    "WAIT_STAGE": "ALLOCATE DOCTOR START BED CONVEY ADMIT",
    "PRIORITY": "1 4 2 3",
}
# The sources and outcomes that past referrals are written with: their codes win.
COLUMNS_SOURCES = {
    *("POLICE_S136", "CMHT", "CRHT", "WARD_MH", "LIAISON", "ED", "GP", "NEAREST_RELATIVE", "FAMILY", "ASC"),
    *("POLICE_CUSTODY", "CARE_HOME", "EDT", "AMBULANCE"),
}
COLUMNS_NEED_ASSESSMENT = {
    **dict.fromkeys(
        ["S2", "S3", "S4", "INFORMAL", "HTT", "COMMUNITY", "SOCIALCARE", "NO_DISORDER", "NFA", "RECS_NO_BED"],
        True,
    ),
    **dict.fromkeys(["ADVICE_ONLY", "PERSON_ABSENT", "TRANSFERRED", "HOLD_LAPSED"], False),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_has_exactly_the_codes_of_the_dataset(name: str) -> None:
    assert [code.code for code in code_list(name)] == EXPECTED[name].split()


def test_the_lists_of_the_national_standards_are_whole() -> None:
    assert len(code_list("ETHNICITY_2021")) == 19
    assert len(code_list("ACCOMMODATION")) == 20
    assert len(code_list("NHS_NUMBER_STATUS")) == 8
    assert len(code_list("SOURCE_NATIONAL")) == 40
    assert {code.flags["group"] for code in code_list("ACCOMMODATION")} == {
        "settled", "unsettled", "homeless", "institution", "not known",
    }  # fmt: skip


def test_every_source_has_a_national_one_and_the_spreadsheets_codes_exist() -> None:
    national = {code.code for code in code_list("SOURCE_NATIONAL")}
    assert {national_source(code.code) for code in code_list("CL-SRC")} <= national
    assert {code.code for code in code_list("CL-SRC")} >= COLUMNS_SOURCES
    assert (national_source("NEAREST_RELATIVE"), national_source("ED"), national_source("CMHT")) == (
        "B2",
        "H1",
        "P1",
    )


@pytest.mark.parametrize(("code", "needs"), COLUMNS_NEED_ASSESSMENT.items())
def test_an_outcome_needs_an_assessment_as_the_spreadsheet_says(code: str, needs: bool) -> None:
    assert outcome_flags(code).needs_assessment is needs


def test_flags_of_outcomes() -> None:
    flags = {code.code: outcome_flags(code.code) for code in code_list("CL-OUT")}
    assert {code for code, found in flags.items() if found.detained} == {
        "S2",
        "S3",
        "S4",
        "CTO_REVOCATION_AGREED",
    }
    assert not any(found.detained and found.less_restrictive for found in flags.values())
    assert all(found.completed for found in flags.values() if found.detained or found.less_restrictive)
    assert {code.code for code in code_list("CL-OUT") if code.has("application")} == {"S2", "S3", "S4", "S7"}
    not_completed = (
        "RECS_NO_BED PERSON_ABSENT NOT_COMPLETED HOLD_LAPSED TRANSFERRED ADVICE_ONLY NOT_PROGRESSED"
    )
    assert {code for code, found in flags.items() if not found.completed} == set(not_completed.split())


def test_every_2021_ethnic_group_rolls_up() -> None:
    known = {code.code for code in code_list("ETHNICITY_2001")}
    rolled = {code.code: ethnic_category_2001(code.code) for code in code_list("ETHNICITY_2021")}
    assert set(rolled.values()) <= known - {"Z", "99"}
    assert (rolled["ROMA"], rolled["ARAB"], rolled["CHINESE"]) == ("C", "S", "R")


def test_wait_reasons_are_published_in_eight_groups() -> None:
    groups = {delay_group(code.code) for code in code_list("CL-DEL")}
    assert groups == {"BED", "DOCTOR", "AMHP", "POLICE", "TRANSPORT", "PLACE", "PERSON", "OTHER"}


def test_urgency_is_not_the_number() -> None:
    assert sorted(["3", "1", None, "2", "4"], key=urgency_rank) == [None, "1", "4", "2", "3"]
    with pytest.raises(UnknownCode):
        urgency_rank("5")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2008, 11, 3), "MHA1983_2007"),
        (date(2017, 12, 10), "MHA1983_2007"),
        (date(2017, 12, 11), "MHA1983_PCA2017"),
        (date(2026, 2, 17), "MHA1983_PCA2017"),
        (date(2026, 2, 18), "MHA1983_MHA2025_1"),
        (date(2090, 1, 1), "MHA1983_MHA2025_1"),
    ],
)
def test_the_regime_of_a_day(on: date, expected: str) -> None:
    assert legal_regime(on) == expected


def test_no_regime_before_amhps_and_none_for_a_law_not_in_force() -> None:
    with pytest.raises(NoRegime):
        legal_regime(date(2008, 11, 2))
    with pytest.raises(ExpiredCode):
        require_code("CL-REG", "MHA1983_MHA2025_S3", on=date(2090, 1, 1))


def test_unknown_and_expired_codes_are_refused() -> None:
    with pytest.raises(UnknownCode):
        require_code("CL-SRC", "gp")
    with pytest.raises(UnknownCode):
        code_list("CL-NONE")
    with pytest.raises(ExpiredCode, match="2026-11-22"):
        require_code("LEGAL_STATUS", "33", on=TODAY)
    assert require_code("LEGAL_STATUS", "33", on=date(2008, 11, 2)).code == "33"
    assert find_code("LEGAL_STATUS", "33", on=TODAY) is None


def test_every_code_has_words_and_a_day_or_a_reason_for_none() -> None:
    for name in code_list_names():
        for code in code_list(name):
            assert code.label.strip() and label(name, code.code) == code.label
            assert code.valid_from is not None or code.flags["status"] == "enacted_not_commenced"


HEADING = "list,code,label,valid_from,valid_to,verified\n"


def test_one_code_may_have_other_words_from_a_day_on() -> None:
    text = (
        HEADING + "L,NR,nearest relative,2008-11-03,2027-12-31,ours\nL,NR,nominated person,2028-01-01,,ours\n"
    )
    old, new = read_codes(parse_rows(text, name="x"))["L"]
    assert old.is_valid_on(date(2027, 12, 31)) and not old.is_valid_on(date(2028, 1, 1))
    assert new.is_valid_on(date(2028, 1, 1)) and not new.is_valid_on(date(2027, 12, 31))


@pytest.mark.parametrize(
    "rows",
    [
        "L,A,one,2008-11-03,,ours\nL,A,two,2020-01-01,,ours\n",
        "L,A,one,2008-11-03,2020-01-01,ours\nL,A,two,2020-01-01,,ours\n",
        "L,A,,2008-11-03,,ours\n",
        "L,A,one,2008-11-03,,perhaps\n",
        "L,A,one,2008-11-03,ours\n",
        "L,A,one,2008-11-03,,ours,more\n",
    ],
)
def test_a_damaged_data_file_is_refused(rows: str) -> None:
    with pytest.raises(DataFileDamaged):
        read_codes(parse_rows(HEADING + rows, name="x"))
