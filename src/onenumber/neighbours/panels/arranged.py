"""The local arrangements that fit what a caller tells, or where somebody is: whom to ring, and why it is shown."""

from dataclasses import dataclass
from datetime import date

from amhp.calendar import say_date
from onenumber.organisations.models import Service
from onenumber.organisations.queries import Fitting, fitting_arrangements


@dataclass(frozen=True, kw_only=True)
class ArrangementLine:
    """One arrangement in words; `late` says that nobody has reviewed it in time."""

    url: str
    with_whom: str
    covers: str
    ring: str
    telephone: str
    why: str
    approved: str
    late: str


def arrangement_lines(
    service: Service, *, place: str, locality_code: str, on: date
) -> tuple[ArrangementLine, ...]:
    """Those that fit, the closest first."""
    found = fitting_arrangements(service, place=place, locality_code=locality_code, on=on)
    return tuple(_line(each, on) for each in found)


def _line(fitting: Fitting, on: date) -> ArrangementLine:
    row = fitting.arrangement
    late = row.review_on < on
    return ArrangementLine(
        url=f"/agreements/{row.number}/",
        with_whom=row.with_whom,
        covers=row.covers,
        ring=row.ring,
        telephone=row.telephone,
        why=f"Shown because {fitting.why}.",
        approved=f"Approved by {row.signed_by}. Review {say_date(row.review_on)}.",
        late="Its review is past: ask whether it still holds." if late else "",
    )
