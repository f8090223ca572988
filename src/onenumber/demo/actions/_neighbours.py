"""What Westmoor has agreed with its neighbours and the schools of one locality, written down by its AMHP lead."""

import tomllib
from datetime import datetime, timedelta
from typing import Any

from amhp.calendar import day_in_london
from onenumber.access.queries import viewer_for
from onenumber.demo.actions._people import Written
from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.staff import named
from onenumber.organisations.actions import record_agreement
from onenumber.organisations.models import AgreementText

LEAD = "Maud Fairbrother"
DAYS = {"begins": "begins_on", "until": "until", "review": "review_on"}


def write_agreements(written: Written, *, at: datetime) -> None:
    """Two are to be reviewed, one local arrangement among them; the rest hold."""
    lead = viewer_for(written.users[named(LEAD).email], at=at)
    told = tomllib.loads((DATA / "neighbours.toml").read_text(encoding="utf-8"))
    for each in told["agreement"]:
        record_agreement(by=lead, at=at, service=written.service, text=_text(each, written, at))


def _text(told: dict[str, Any], written: Written, at: datetime) -> AgreementText:
    today = day_in_london(at)
    words = {name: value for name, value in told.items() if name not in {*DAYS, "locality"}}
    days: dict[str, Any] = {DAYS[name]: today + timedelta(days=told[name]) for name in DAYS if name in told}
    area = written.areas[told["locality"]] if "locality" in told else None
    return AgreementText(**words, **days, locality=area, council=area.council if area else None)
