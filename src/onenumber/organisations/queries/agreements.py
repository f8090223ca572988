"""Agreements in force and past, those due for review, and the local arrangements that fit what a caller tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from amhp.calendar import day_in_london
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Agreement, Service
from onenumber.organisations.queries.places import plain_words
from onenumber.organisations.queries.settings import has_setting, setting
from onenumber.records.prepared import Prepared

REVIEW = "agreement.review_days"
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})?\b")


class AgreementStanding(StrEnum):
    """Whether it holds, computed from its days; the value is what is read."""

    AHEAD = "not yet begun"
    REVIEW_PAST = "past its review"
    REVIEW_DUE = "review due"
    IN_FORCE = "in force"
    RUN_OUT = "has run out"
    ENDED = "ended"
    REPLACED = "replaced"


OVER = (AgreementStanding.ENDED, AgreementStanding.REPLACED)
FIRST = (AgreementStanding.RUN_OUT, AgreementStanding.REVIEW_PAST, AgreementStanding.REVIEW_DUE)


@dataclass(frozen=True)
class StandingAgreement:
    """An agreement and how it stands on one day."""

    row: Agreement
    standing: AgreementStanding

    @property
    def holds(self) -> bool:
        """Today, whatever its review says."""
        return self.standing not in (*OVER, AgreementStanding.AHEAD, AgreementStanding.RUN_OUT)

    @property
    def needs_somebody(self) -> bool:
        """Its review is near or past, or it has run out and nobody has ended or replaced it."""
        return self.standing in FIRST


class Arrangement(NamedTuple):
    """A local arrangement as it is shown beside a call."""

    number: int
    with_whom: str
    covers: str
    ring: str
    telephone: str
    signed_by: str
    review_on: date
    until: date | None
    begins_on: date
    called: str
    postcodes: str
    locality_code: str
    locality: str


class Fitting(NamedTuple):
    """An arrangement that fits, and in words why: "the place says Harrow Hill School"."""

    arrangement: Arrangement
    why: str


def _in_force(service_id: int) -> QuerySet[Agreement, Any]:
    rows = Agreement.objects.filter(
        service=service_id, kind=Agreement.Kind.LOCAL, ended_at__isnull=True, replaced_by__isnull=True
    )
    columns = (*Arrangement._fields[1:11], "locality__code", "locality__name")
    return rows.order_by("with_whom", "id").values_list("id", *columns)


ARRANGEMENTS = Prepared(_in_force, {"service_id": int})


def agreements(viewer: Viewer, service_id: int) -> list[StandingAgreement]:
    """All of one of the viewer's services and councils: those to look at first, then by review, over ones last."""
    if service_id not in viewer.services():
        return []
    councils = viewer.councils_in(service_id)
    rows = Agreement.objects.filter(service=service_id).select_related(
        "service", "council", "locality", "replaced_by"
    )
    if councils is not None:
        rows = rows.filter(Q(council__isnull=True) | Q(council__in=councils))
    on = day_in_london(viewer.at)
    found = [StandingAgreement(row, standing_of(row, on=on)) for row in rows]
    return sorted(found, key=lambda one: (_rank(one.standing), one.row.review_on, one.row.pk))


def _rank(standing: AgreementStanding) -> int:
    return 0 if standing in FIRST else 2 if standing in OVER else 1


def agreement_for(viewer: Viewer, number: int) -> StandingAgreement | None:
    """One of them, if it is of the viewer's services and councils."""
    row = Agreement.objects.filter(pk=number, service__in=viewer.services()).first()
    if row is None:
        return None
    return next((one for one in agreements(viewer, row.service_id) if one.row.pk == number), None)


def agreements_due(viewer: Viewer, service_id: int) -> int:
    """How many need somebody to look at them."""
    return sum(1 for one in agreements(viewer, service_id) if one.needs_somebody)


def review_days(service: Service) -> int:
    """How many days before its review an agreement is shown first; without the setting, from the day itself."""
    return int(setting(service, REVIEW)) if has_setting(service, REVIEW) else 0


def standing_of(row: Agreement, *, on: date) -> AgreementStanding:
    """How it stands on a day."""
    if hasattr(row, "replaced_by"):
        return AgreementStanding.REPLACED
    if row.ended_at is not None:
        return AgreementStanding.ENDED
    if row.until is not None and row.until < on:
        return AgreementStanding.RUN_OUT
    if row.review_on < on:
        return AgreementStanding.REVIEW_PAST
    if row.review_on <= on + timedelta(days=review_days(row.service)):
        return AgreementStanding.REVIEW_DUE
    return AgreementStanding.AHEAD if row.begins_on > on else AgreementStanding.IN_FORCE


def fitting_arrangements(service: Service, *, place: str, locality_code: str, on: date) -> list[Fitting]:
    """The local arrangements for what is typed, in the order of how closely they fit.

    A name fits where its words stand in the place in one piece; a postcode where it, or its first half, does; one
    without either fits its whole locality. One that has run out or not begun fits nothing; one past its review does,
    and says so.
    """
    said = plain_words(place)
    if not said and not locality_code:
        return []
    rows = (Arrangement._make(row) for row in ARRANGEMENTS.rows(service_id=service.pk))
    now = [row for row in rows if row.begins_on <= on and (row.until is None or row.until >= on)]
    by_name = [Fitting(row, f"the place says {name}") for row in now if (name := _name_in(row, said))]
    by_postcode = [
        Fitting(row, f"the postcode is {code}") for row in now if (code := _postcode_in(row, said))
    ]
    by_area = [
        Fitting(row, f"the locality is {row.locality}")
        for row in now
        if not (row.called or row.postcodes) and row.locality_code == locality_code
    ]
    return list({each.arrangement.number: each for each in (*by_area, *by_postcode, *by_name)}.values())[::-1]


def _parts(text: str) -> Iterable[str]:
    return filter(None, (part.strip() for part in text.split(",")))


def _name_in(row: Arrangement, said: str) -> str:
    return next((name for name in _parts(row.called) if f" {plain_words(name)} " in f" {said} "), "")


def _postcode_in(row: Arrangement, said: str) -> str:
    told = {(first, rest) for first, rest in POSTCODE.findall(said)}
    for code in _parts(row.postcodes):
        found = POSTCODE.fullmatch(plain_words(code))
        if found is not None and any(
            first == found[1] and (not found[2] or rest == found[2]) for first, rest in told
        ):
            return code
    return ""
