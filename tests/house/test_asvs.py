"""The sheet of ASVS 5.0: every requirement of levels 1 and 2 has an honest line, and "met" names what shows it."""

import csv
from collections import Counter

from tests.house.evidence import named, vanished
from tests.house.rooms import ROOT

SHEET = ROOT / "docs" / "assurance" / "asvs.csv"
BY_CHAPTER = {  # levels 1 and 2 of 5.0.0, counted in the published table: 70 and 183
    "1": (8, 19), "2": (4, 7), "3": (8, 11), "4": (2, 8), "5": (4, 5), "6": (13, 22), "7": (6, 12), "8": (4, 3),
    "9": (4, 3), "10": (5, 24), "11": (3, 11), "12": (3, 6), "13": (1, 12), "14": (2, 7), "15": (3, 10),
    "16": (0, 16), "17": (0, 7),
}  # fmt: skip
STATUSES = {"met (test)", "met (manual check)", "partly", "not met", "not applicable", "organisation"}


def rows() -> list[dict[str, str]]:
    """The lines of the sheet."""
    with SHEET.open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_requirement_of_both_levels_has_a_line() -> None:
    found = Counter((row["id"].split(".")[0], row["level"]) for row in rows())
    assert {chapter: (found[chapter, "1"], found[chapter, "2"]) for chapter in BY_CHAPTER} == BY_CHAPTER
    assert (sum(one for one, _ in BY_CHAPTER.values()), sum(two for _, two in BY_CHAPTER.values())) == (
        70,
        183,
    )
    assert len({row["id"] for row in rows()}) == len(rows()) == 253


def test_what_is_claimed_names_what_shows_it() -> None:
    wrong = []
    for row in rows():
        assert row["status"] in STATUSES and row["asks"].strip(), row
        tested = named(row["evidence"])
        if row["status"] == "met (test)" and not tested:
            wrong.append(f"{row['id']}: met, and no test")
        if row["status"] not in {"met (test)", "partly"} and tested:
            wrong.append(f"{row['id']}: {row['status']}, and a test")
        if row["status"] != "met (test)" and not row["note"].strip():
            wrong.append(f"{row['id']}: {row['status']}, and not a word why")
        wrong += [f"{row['id']}: {each} does not exist" for each in vanished(row["evidence"])]
    assert wrong == []
