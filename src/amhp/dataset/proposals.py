"""Proposes the source and the place of a contact from the words that were typed. Always only a proposal.

The taker of the contact sees it and may change it, and what is stored is the taker's choice. The words are
rows of data; the first row that fits wins.
"""

import re
from functools import cache

from amhp.dataset.codes import require_code
from amhp.dataset.reading import Row, data_rows

_SOURCE_OF_PLACE = {"WARD": "WARD_MH", "ED": "ED", "HBPOS": "HBPOS"}


def propose_source(
    role_and_organisation: str, *, contact_type: str | None = None, place: str = ""
) -> str | None:
    """Propose a code of CL-SRC, or `None` where the words do not say; `contact_type` is a code of CL-TYPE.

    >>> propose_source("Police constable, Westmoor Police", contact_type="S136")
    'POLICE_S136'
    >>> propose_source("Mother and nearest relative")
    'NEAREST_RELATIVE'
    >>> propose_source("Duty doctor, Marlbridge General", place="Curlew Ward, Marlbridge General")
    'WARD_MH'
    """
    for row in _rows("source_words.csv"):
        types = row["contact_types"].split()
        if types and contact_type not in types:
            continue
        if _fits(row, role=role_and_organisation, place=place):
            if row["code"] != "PLACE":
                return require_code("CL-SRC", row["code"]).code
            return _SOURCE_OF_PLACE.get(propose_place(place) or "")
    return None


def propose_place(place: str, *, role_and_organisation: str = "") -> str | None:
    """Propose a code of CL-PLACE, or `None` where the words do not say.

    >>> propose_place("Thornbay District, Emergency Department"), propose_place("Her flat, 8 Bridge Court")
    ('ED', 'HOME')
    """
    for row in _rows("place_words.csv"):
        if _fits(row, role=role_and_organisation, place=place):
            return require_code("CL-PLACE", row["code"]).code
    return None


@cache
def _rows(name: str) -> tuple[Row, ...]:
    return tuple(sorted(data_rows(name), key=lambda row: int(row["order"])))


@cache
def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _fits(row: Row, *, role: str, place: str) -> bool:
    text = place if row["looks_in"] == "place" else role
    return _words(row["words"]).search(text[:500]) is not None
