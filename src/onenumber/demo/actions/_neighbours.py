"""What Westmoor has agreed with its neighbours and the schools of one locality, and what is asked between services."""

import tomllib
from datetime import datetime, timedelta
from typing import Any

from amhp.calendar import day_in_london
from onenumber.access.queries import viewer_for
from onenumber.cases.models import OpenCase
from onenumber.demo.actions._people import Written
from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.staff import named
from onenumber.neighbours.actions import ask_neighbour, decide_request, write_down_asked
from onenumber.neighbours.models import Other, RequestText
from onenumber.organisations.actions import record_agreement
from onenumber.organisations.models import AgreementText

LEAD, HUB = "Maud Fairbrother", "Dilys Probert"
DAYS = {"begins": "begins_on", "until": "until", "review": "review_on"}


def write_agreements(written: Written, *, at: datetime) -> None:
    """Two are to be reviewed, one local arrangement among them; the rest hold."""
    lead = viewer_for(written.users[named(LEAD).email], at=at)
    for each in _told("agreement"):
        record_agreement(by=lead, at=at, service=written.service, text=_text(each, written, at))


def write_requests(written: Written, *, at: datetime) -> None:
    """One in each state; about the oldest open cases, each about another."""
    rows = OpenCase.objects.filter(service=written.service, restricted=False).order_by("received_at", "pk")
    cases = iter([row.case for row in rows.select_related("case__service", "case__council", "case__person")])
    by = viewer_for(written.users[named(HUB).email], at=at)
    for told in _told("request"):
        moment = at - timedelta(minutes=told["ago"])
        other = Other(name=told["other"], person=told["person"], telephone=told["telephone"])
        case = next(cases, None) if told.get("ours") else None
        if told.get("ours") and case is None:
            continue
        text = RequestText(
            on_behalf_of=told.get("council", written.council.name), why_theirs=told["why"], asks=told["asks"],
            answer_minutes=told["minutes"],
        )  # fmt: skip
        if case is not None:
            made = ask_neighbour(by=by, at=moment, case=case, to=other, text=text)
        else:
            made = write_down_asked(by=by, at=moment, service=written.service, who=other, text=text)
        for said in told["answers"]:
            later = at - timedelta(minutes=said["ago"])
            decide_request(
                by=by, at=later, request=made, side=said["side"], decision=said["decision"],
                person=said.get("person", ""), words=said["words"],
            )  # fmt: skip


def _told(what: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "neighbours.toml").read_text(encoding="utf-8"))[what])


def _text(told: dict[str, Any], written: Written, at: datetime) -> AgreementText:
    today = day_in_london(at)
    words = {name: value for name, value in told.items() if name not in {*DAYS, "locality"}}
    days: dict[str, Any] = {DAYS[name]: today + timedelta(days=told[name]) for name in DAYS if name in told}
    area = written.areas[told["locality"]] if "locality" in told else None
    return AgreementText(**words, **days, locality=area, council=area.council if area else None)
