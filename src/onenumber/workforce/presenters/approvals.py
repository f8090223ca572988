"""Approvals in words: how long they last, and which need something done soon; never by colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amhp.calendar import say_date
from onenumber.workforce.models import Hat
from onenumber.workforce.queries import ApprovalLine, DoctorLine

SOON_DAYS = 90  # shown, not enforced: how long a re-approval usually takes is for the lead to judge


@dataclass(frozen=True)
class ApprovalRow:
    """One authority. `icon` is the shape beside the words: soon, done or none."""

    name: str
    hat: str
    authority: str
    locality: str
    until: str
    words: str
    icon: str


@dataclass(frozen=True)
class DoctorRow:
    """One doctor and how to reach them."""

    name: str
    telephone: str
    email: str
    employer: str
    locality: str
    languages: str
    until: str


def approval_rows(lines: Iterable[ApprovalLine], *, today: date) -> list[ApprovalRow]:
    """In the order given, the soonest end first."""
    return [_row(line, today) for line in lines if line.kind != Hat.Kind.S12]


def _row(line: ApprovalLine, today: date) -> ApprovalRow:
    until = say_date(line.ends_on) if line.ends_on else "no end given"
    words, icon = "in force", "done"
    if line.begins_on > today:
        words, icon = f"begins {say_date(line.begins_on)}", "none"
    elif line.ends_on is not None and (line.ends_on - today).days <= SOON_DAYS:
        left = (line.ends_on - today).days
        words = {0: "today is the last day", 1: "ends tomorrow"}.get(left, f"ends in {left} days")
        icon = "soon"
    hat = Hat.Kind(line.kind).label + (f", {line.limits}" if line.limits else "")
    return ApprovalRow(line.name, hat, line.authority, line.locality, until, words, icon)


def doctor_rows(lines: Iterable[DoctorLine]) -> list[DoctorRow]:
    """By name."""
    return [
        DoctorRow(
            line.name, line.telephone, line.email, line.employer, line.locality, line.languages,
            say_date(line.approved_until) if line.approved_until else "no end given",
        )
        for line in lines
    ]  # fmt: skip
