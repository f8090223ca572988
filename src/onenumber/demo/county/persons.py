"""The persons served: invented names, ages, numbers of the 999 range, and who comes back.

About one in five contacts to consider is about somebody known; nobody comes twice within eight days, so that the
return of a demonstration does not accuse itself of duplicates.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from amhp.dataset import code_list
from onenumber.demo.county.calibration import DATA, calibration
from onenumber.demo.county.duties import weights
from onenumber.demo.county.streams import Stream, stream
from onenumber.demo.county.told_contacts import PersonTold

APART = timedelta(days=8)
GENDERS = {"1": 0.5, "2": 0.48, "3": 0.008, "4": 0.002, "X": 0.01}
LD_AUTISM = {"NONE": 0.86, "LD": 0.03, "AUTISM": 0.06, "BOTH": 0.01, "NOT_KNOWN": 0.03, "": 0.01}
LANGUAGES = {"en": 0.97, "und": 0.01, "": 0.02}
RECENT = 900  # persons among whom somebody comes back


@cache
def words() -> dict[str, list[str]]:
    """The lists of names."""
    said: dict[str, list[str]] = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    return said


def nhs_numbers(draw: Stream) -> Iterator[str]:
    """Test numbers 999 … with a valid check digit, none twice, none of one digit."""
    serial = draw.randrange(10_000, 400_000)
    while True:
        serial += 1 + int(draw.random() * 5)
        nine = f"999{serial % 1_000_000:06d}"
        check = 11 - sum(int(digit) * (10 - n) for n, digit in enumerate(nine)) % 11
        if check != 10:
            yield nine + str(check % 11)


def name_of(draw: Stream, gender: str) -> str:
    """An invented name."""
    lists = {"1": "men", "2": "women"}
    first = draw.one_of(words()[lists.get(gender, draw.one_of(("men", "women", "others")))])
    return f"{first} {draw.one_of(words()['surnames'])}"


class Persons:
    """Everybody known so far. Contacts are to be given in order of time."""

    def __init__(self, seed: int) -> None:
        self.draw = stream(seed, "persons")
        self.asked = stream(seed, "asked of persons")
        self.numbers = nhs_numbers(stream(seed, "nhs numbers"))
        self.all: list[PersonTold] = []
        self.known: list[PersonTold] = []
        self.last_seen: dict[int, datetime] = {}

    def of_contact(self, at: datetime, *, area: str, come_back: float, s136: bool = False) -> PersonTold:
        """Somebody known, in this share of contacts, or somebody new."""
        if self.known and self.draw.chance(come_back):
            for _ in range(6):
                known = self.draw.one_of(self.known[-RECENT:])
                if at - self.last_seen[known.number] > APART:
                    self.last_seen[known.number] = at
                    return known
        return self.add(self.new(at, area=area, s136=s136))

    def add(self, person: PersonTold) -> PersonTold:
        """Somebody new is known from now on."""
        self.all.append(person)
        self.known.append(person)
        self.last_seen[person.number] = person.recorded_at
        return person

    def new(self, at: datetime, *, area: str, s136: bool = False) -> PersonTold:
        """Somebody nobody has met; known only once added."""
        draw = self.draw
        gender = draw.weighted(GENDERS)
        name, born = name_of(draw, gender), self._born(at.date())
        no_birth_date = draw.chance(0.03)
        language = draw.one_of(words()["languages"]) if draw.chance(0.05) else ""
        return PersonTold(
            number=len(self.all),
            name=name,
            birth_date=None if no_birth_date else born,
            age_estimate=(at.date() - born).days // 365 // 5 * 5 if no_birth_date else None,
            nhs_number=next(self.numbers) if draw.chance(0.88) else "",
            address=f"{1 + int(draw.random() * 120)} {draw.one_of(words()['streets'])}, {area}",
            telephone=f"07700 900 {draw.randrange(1000):03d}" if draw.chance(0.6) else "",
            language_or_help=f"{language}, interpreter needed" if language else "",
            interpreter_needed=bool(language) if language or draw.chance(0.95) else None,
            gender_identity=gender,
            ethnic_category=self._ethnicity(s136=s136),
            language=self._language(language),
            ld_autism=self.asked.weighted(LD_AUTISM),
            restricted=draw.chance(0.004),
            locality=area,
            recorded_at=at,
        )

    def _language(self, said: str) -> str:
        """The code of a language that was noted; most are asked, and most of those prefer English."""
        named = (row.code for row in code_list("LANGUAGE") if row.label in said)
        return next(named, "") if said else self.asked.weighted(LANGUAGES)

    def _born(self, today: date) -> date:
        bands = calibration().ages
        first = self.draw.weighted(bands)
        last = min((age for age in bands if age > first), default=95)
        days = int(self.draw.uniform(first + 0.05, last) * 365.25)
        return today - timedelta(days=days)

    def _ethnicity(self, *, s136: bool) -> str:
        rate = "unknown_ethnicity_s136" if s136 else "unknown_ethnicity"
        if self.draw.chance(calibration().rate(rate)):
            return "99" if self.draw.chance(0.6) else "Z"
        return self.draw.weighted(calibration().ethnicity)

    def area(self) -> str:
        """A locality, in proportion to its people."""
        return self.draw.weighted(weights())
