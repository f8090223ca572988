"""The openings of a service's records as the AMHP lead reviews them, each with what makes it worth a look."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string

from onenumber.access.models import Grant, OpenedRecord, OpeningReview, ReasonGiven, Role, Sign
from onenumber.access.queries.users import names_of
from onenumber.audit.models import Opening, Viewer
from onenumber.audit.queries import OpeningLine, openings_in, openings_of

MOST_LEFT = 20_000  # of four weeks; the reading stops there rather than the worker
MANY_AN_HOUR = 20  # more records than a hub with a full board opens in one hour of work; printed on the page


class ReviewedOpening(NamedTuple):
    """One opening, the reason behind it if one was given, and what was found."""

    line: OpeningLine
    user_name: str
    record: OpenedRecord
    reason: str
    signs: tuple[Sign, ...]
    reviews: tuple[OpeningReview, ...]

    @property
    def worth_a_look(self) -> bool:
        """Whether anything about it is out of the ordinary."""
        return bool(self.reason or self.signs)


def _reasons(lines: Sequence[OpeningLine]) -> dict[tuple[int, int], list[ReasonGiven]]:
    given = ReasonGiven.objects.filter(
        user_id__in={line.user_id for line in lines}, person_id__in={line.person_id for line in lines}
    ).order_by("happened_at")
    found: dict[tuple[int, int], list[ReasonGiven]] = {}
    for reason in given:
        found.setdefault((reason.user_id, reason.person_id), []).append(reason)
    return found


def _reason_for(line: OpeningLine, reasons: dict[tuple[int, int], list[ReasonGiven]]) -> str:
    held = [
        reason
        for reason in reasons.get((line.user_id, line.person_id), [])
        if reason.happened_at <= line.at < reason.open_until
    ]
    return held[-1].reason if held else ""


def _reviews(lines: Iterable[OpeningLine]) -> dict[int, tuple[OpeningReview, ...]]:
    found: dict[int, tuple[OpeningReview, ...]] = {}
    for review in OpeningReview.objects.filter(opening_id__in=[line.id for line in lines]).order_by("id"):
        found[review.opening_id] = (*found.get(review.opening_id, ()), review)
    return found


def _of_many(lines: Sequence[OpeningLine]) -> set[int]:
    """Openings in an hour in which the same colleague opened very many records (one query)."""
    hours = {line.id: line.at.replace(minute=0, second=0, microsecond=0) for line in lines}
    counted = (
        Opening.objects.filter(user_id__in={line.user_id for line in lines}, hour__in=set(hours.values()))
        .values_list("user_id", "hour")
        .annotate(records=Count("id"))
        .filter(records__gt=MANY_AN_HOUR)
    )
    many = {(user_id, hour) for user_id, hour, _ in counted}
    return {line.id for line in lines if (line.user_id, hours[line.id]) in many}


def _without_role(lines: Sequence[OpeningLine]) -> set[int]:
    """Openings at a moment when the colleague held no role in the service (one query)."""
    held = Grant.objects.filter(
        user_id__in={line.user_id for line in lines}, service_id__in={line.service_id for line in lines}
    ).values_list("user_id", "service_id", "begins_at", "ends_at")
    grants: dict[tuple[int, int], list[tuple[datetime, datetime | None]]] = {}
    for user_id, service_id, begins_at, ends_at in held:
        grants.setdefault((user_id, service_id), []).append((begins_at, ends_at))
    return {
        line.id
        for line in lines
        if not any(
            begins_at <= line.at and (ends_at is None or ends_at > line.at)
            for begins_at, ends_at in grants.get((line.user_id, line.service_id), ())
        )
    }


def _reviewed(viewer: Viewer, lines: Sequence[OpeningLine]) -> list[ReviewedOpening]:
    records: dict[int, OpenedRecord] = import_string(settings.OPENED_RECORDS)(viewer, lines)
    names, reasons, reviews = names_of(line.user_id for line in lines), _reasons(lines), _reviews(lines)
    without_role, of_many = _without_role(lines), _of_many(lines)
    rows = []
    for line in lines:
        if line.id not in records:
            continue
        own = {Sign.MANY: line.id in of_many, Sign.AFTER_ROLE: line.id in without_role}
        rows.append(
            ReviewedOpening(
                line=line,
                user_name=names.get(line.user_id, ""),
                record=records[line.id],
                reason=_reason_for(line, reasons),
                signs=tuple(sign for sign in Sign if own.get(sign) or sign in records[line.id].signs),
                reviews=reviews.get(line.id, ()),
            )
        )
    return rows


def openings_to_review(viewer: Viewer, service_id: int, *, since: datetime) -> list[ReviewedOpening]:
    """The service's openings since a moment, newest first; nothing for anyone but its AMHP lead.

    As many queries for forty as for one.
    """
    if not viewer.may_in(service_id, {Role.AMHP_LEAD}):
        return []
    lines = openings_in(viewer, service_id, since=since)
    return _reviewed(viewer, lines)


def openings_left(
    viewer: Viewer, service_id: int, *, since: datetime, until: datetime
) -> list[ReviewedOpening]:
    """Openings of others in this stretch that are worth a look and that nobody reviewed."""
    if not viewer.may_in(service_id, {Role.AMHP_LEAD}):
        return []
    lines = openings_in(viewer, service_id, since=since, until=until, limit=MOST_LEFT)
    done = set(OpeningReview.objects.filter(service_id=service_id).values_list("opening_id", flat=True))
    left = [line for line in lines if line.id not in done and line.user_id != viewer.user_id]
    return [row for row in _reviewed(viewer, left) if row.worth_a_look]


def openings_of_person(viewer: Viewer, person_id: int) -> list[ReviewedOpening]:
    """Every opening of one person's record in the services where the viewer is AMHP lead, newest first."""
    leads = set(viewer.services(Role.AMHP_LEAD))
    lines = [line for line in openings_of(viewer, person_id) if line.service_id in leads]
    return _reviewed(viewer, lines)


def opening_to_review(viewer: Viewer, number: int) -> tuple[Opening, ReviewedOpening] | None:
    """One opening, in the services where the viewer is AMHP lead."""
    opening = Opening.objects.filter(pk=number, service_id__in=viewer.services(Role.AMHP_LEAD)).first()
    if opening is None:
        return None
    line = OpeningLine(*(getattr(opening, name) for name in OpeningLine._fields))
    reviewed = _reviewed(viewer, [line])
    return (opening, reviewed[0]) if reviewed else None
