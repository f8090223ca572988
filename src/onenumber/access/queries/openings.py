"""The openings of a service's records as the AMHP lead reviews them, each with what makes it worth a look."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from onenumber.access.models import OpenedRecord, OpeningReview, ReasonGiven, Role
from onenumber.access.queries.users import names_of
from onenumber.audit.models import Opening, Viewer
from onenumber.audit.queries import OpeningLine, openings_in

MANY_AN_HOUR = 20  # more records than a hub with a full board opens in one hour of work; printed on the page


class ReviewedOpening(NamedTuple):
    """One opening, the reason behind it if one was given, and what was found."""

    line: OpeningLine
    user_name: str
    record: OpenedRecord
    reason: str
    own_name: bool
    many: bool
    reviews: tuple[OpeningReview, ...]

    @property
    def worth_a_look(self) -> bool:
        """Whether anything about it is out of the ordinary."""
        return bool(self.reason) or self.own_name or self.many


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


def _hour(line: OpeningLine) -> tuple[int, datetime]:
    return line.user_id, line.at.replace(minute=0, second=0, microsecond=0)


def _same_name(user_name: str, surname: str) -> bool:
    own = user_name.split()[-1:] or [""]
    return bool(surname) and own[0].casefold() == surname.casefold()


def _reviewed(
    viewer: Viewer, lines: Sequence[OpeningLine], hours: Counter[tuple[int, datetime]]
) -> list[ReviewedOpening]:
    records = import_string(settings.OPENED_RECORDS)(viewer, {line.person_id for line in lines})
    names, reasons, reviews = names_of(line.user_id for line in lines), _reasons(lines), _reviews(lines)
    return [
        ReviewedOpening(
            line=line,
            user_name=names.get(line.user_id, ""),
            record=record,
            reason=_reason_for(line, reasons),
            own_name=_same_name(names.get(line.user_id, ""), record.surname),
            many=hours[_hour(line)] > MANY_AN_HOUR,
            reviews=reviews.get(line.id, ()),
        )
        for line in lines
        if (record := records.get(line.person_id)) is not None
    ]


def openings_to_review(viewer: Viewer, service_id: int, *, since: datetime) -> list[ReviewedOpening]:
    """The service's openings since a moment, newest first; nothing for anyone but its AMHP lead. Five queries."""
    if not viewer.may_in(service_id, {Role.AMHP_LEAD}):
        return []
    lines = openings_in(viewer, service_id, since=since)
    return _reviewed(viewer, lines, Counter(_hour(line) for line in lines))


def opening_to_review(viewer: Viewer, number: int) -> tuple[Opening, ReviewedOpening] | None:
    """One opening, in the services where the viewer is AMHP lead."""
    opening = Opening.objects.filter(pk=number, service_id__in=viewer.services(Role.AMHP_LEAD)).first()
    if opening is None:
        return None
    hour = Opening.objects.filter(
        user_id=opening.user_id, hour=opening.hour, service_id=opening.service_id
    ).count()
    line = OpeningLine(*(getattr(opening, name) for name in OpeningLine._fields))
    reviewed = _reviewed(viewer, [line], Counter({_hour(line): hour}))
    return (opening, reviewed[0]) if reviewed else None
