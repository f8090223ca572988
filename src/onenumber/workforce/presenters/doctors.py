"""The doctors who can be asked, in words: how to reach them, what they speak and do, when they say they are free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.workforce.queries import DoctorLine, FreeLine


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """A stretch of time as told, and where it is taken back."""

    words: str
    free: bool
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class DoctorCard:
    """One doctor."""

    name: str
    employer: str
    telephone: str
    email: str
    area: str
    languages: str
    specialisms: str
    times: tuple[TimeLine, ...]


def skills_in_words(codes: str, skills: Mapping[str, str]) -> str:
    """Codes of the service's list in its own words."""
    return ", ".join(skills.get(code, code.replace("_", " ")) for code in codes.split())


def doctor_cards(
    doctors: Sequence[DoctorLine], times: Sequence[FreeLine], *, skills: Mapping[str, str], at: datetime
) -> tuple[DoctorCard, ...]:
    """The doctors by name, each with what they told."""
    return tuple(
        DoctorCard(
            name=doctor.name,
            employer=doctor.employer,
            telephone=doctor.telephone,
            email=doctor.email,
            area=doctor.locality or "anywhere",
            languages=doctor.languages or "English",
            specialisms=skills_in_words(doctor.skills, skills),
            times=tuple(_time(line, at) for line in times if line.practitioner_id == doctor.practitioner_id),
        )
        for doctor in doctors
    )


def _time(line: FreeLine, at: datetime) -> TimeLine:
    what = "can be asked" if line.free else "cannot come"
    words = f"{what} {say_moment(line.starts_at, at)} to {say_moment(line.ends_at, at)}"
    return TimeLine(words=words, free=line.free, withdraw_url=f"/doctors/{line.id}/withdraw/")
