"""Reading contacts: the list of past ones, one of them whole, and the counts of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from amhp.calendar import civil, day_in_london, midnight_after
from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact, ContactStep
from onenumber.intake.queries.standing import WAITING
from onenumber.persons.queries import is_on_duty_in

A_PAGE = 50
_COLUMNS = (
    *("id", "reference", "kind", "happened_at", "recorded_at", "caller_role", "place", "locality__name"),
    *("contact_type", "person_id", "person__name", "person__restricted", "by_name", "standing"),
    "case_reference",
)
SEEN_IN_LISTS = frozenset({"hub_amhp", "amhp_lead", "edt_officer", "trainee"})
OPENED_BY = SEEN_IN_LISTS | {"locality_amhp"}  # who holds a case reads the call it began with


class ContactLine(NamedTuple):
    """One line of a list of contacts; the initials stand for a name that only the page shows."""

    id: int
    reference: str
    kind: str
    received_at: datetime
    recorded_at: datetime
    caller_role: str
    place: str
    locality: str | None
    contact_type: str
    person_id: int | None
    person_name: str | None
    restricted: bool | None
    by_name: str
    standing: str
    case_reference: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to look for in the list; empty means everything. `to_day` is included."""

    kinds: Sequence[str] = ()
    standings: Sequence[str] = ()
    from_day: date | None = None
    to_day: date | None = None
    reference: str = ""
    words: str = ""


EVERYTHING = Wanted()


def visible(
    viewer: Viewer, service_id: int | None = None, *, roles: frozenset[str] = SEEN_IN_LISTS
) -> QuerySet[Contact]:
    """Contacts of the services (or one of them) where the viewer has one of these roles, and of their councils."""
    wanted = Q(pk__in=[])
    for each in viewer.services(*roles):
        if service_id in (None, each):
            councils = viewer.councils_in(each)
            wanted |= Q(service_id=each) if councils is None else Q(service_id=each, council_id__in=councils)
    return Contact.objects.filter(wanted)


def with_standing(rows: QuerySet[Contact]) -> QuerySet[Any]:
    """Adds `standing` ("waiting" or the newest step's kind) and `case_reference` in the same query."""
    newest = ContactStep.objects.filter(contact=OuterRef("pk")).order_by("-recorded_at", "-id")
    return rows.annotate(
        standing=Coalesce(Subquery(newest.values("kind")[:1]), Value(WAITING)),
        case_reference=Coalesce(Subquery(newest.values("case_reference")[:1]), Value("")),
    )


def contact(viewer: Viewer, reference: str) -> Contact | None:
    """One contact, whole; whether the person's record opens is asked of persons."""
    if not (reference.isascii() and reference.isprintable()):
        return None  # PostgreSQL takes no NUL even in a question
    rows = visible(viewer, roles=OPENED_BY).select_related(
        "service", "council", "person__service", "locality"
    )
    found = (
        rows.prefetch_related("steps", "corrections", "police_entries").filter(reference=reference).first()
    )
    if found is None or found.person is not None or viewer.may_in(found.service_id, SEEN_IN_LISTS):
        return found
    return (
        found if is_on_duty_in(viewer, found.service_id) else None
    )  # about nobody: there is no record to open


def _filtered(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.from_day:
        rows = rows.filter(happened_at__gte=civil(wanted.from_day, time(), fold="BST"))
    if wanted.to_day:
        rows = rows.filter(happened_at__lt=midnight_after(wanted.to_day))
    if wanted.reference:
        rows = rows.filter(
            Q(reference__iexact=wanted.reference) | Q(steps__case_reference__iexact=wanted.reference)
        ).distinct()
    if wanted.words:
        rows = rows.filter(
            Q(caller_role__icontains=wanted.words)
            | Q(caller_name__icontains=wanted.words)
            | Q(place__icontains=wanted.words)
            | Q(person__name__icontains=wanted.words, person__restricted=False)
        )
    return rows


def contacts(
    viewer: Viewer,
    service_id: int,
    *,
    wanted: Wanted = EVERYTHING,
    before: tuple[datetime, int] | None = None,
    limit: int = A_PAGE,
) -> list[ContactLine]:
    """Contacts with the newest first, in one query; `before` is (received_at, id) of the last line shown."""
    rows = with_standing(_filtered(visible(viewer, service_id), wanted))
    if tuple(wanted.standings) == (WAITING,):
        rows = rows.filter(settled_at__isnull=True)  # the same, by a small index
    elif wanted.standings:
        rows = rows.filter(standing__in=wanted.standings)
    if before is not None:
        rows = rows.filter(Q(happened_at__lt=before[0]) | Q(happened_at=before[0], id__lt=before[1]))
    return [ContactLine(*row) for row in rows.order_by("-happened_at", "-id").values_list(*_COLUMNS)[:limit]]


def waiting(viewer: Viewer, service_id: int, *, limit: int = A_PAGE) -> list[ContactLine]:
    """Contacts recorded and not yet opened, answered, passed on or otherwise ended, newest first."""
    return contacts(viewer, service_id, wanted=Wanted(standings=(WAITING,)), limit=limit)


@dataclass(frozen=True, kw_only=True)
class DayCounts:
    """Contacts received on one local day: all, by kind, and by standing."""

    received: int
    by_kind: dict[str, int]
    by_standing: dict[str, int]


def counts_today(viewer: Viewer, service_id: int, at: datetime) -> DayCounts:
    """The counts of the local day of `at`, in one query."""
    today = day_in_london(at)
    rows = _filtered(visible(viewer, service_id), Wanted(from_day=today, to_day=today))
    grouped = with_standing(rows).order_by().values_list("kind", "standing").annotate(Count("id"))
    by_kind, by_standing = dict[str, int](), dict[str, int]()
    for kind, standing, number in grouped:
        by_kind[kind] = by_kind.get(kind, 0) + number
        by_standing[standing] = by_standing.get(standing, 0) + number
    return DayCounts(received=sum(by_kind.values()), by_kind=by_kind, by_standing=by_standing)


class LatestContact(NamedTuple):
    """The newest contact about a person."""

    person_id: int
    reference: str
    kind: str
    received_at: datetime


def latest_about(viewer: Viewer, person_ids: Sequence[int]) -> dict[int, LatestContact]:
    """The newest contact of each person, in one query."""
    rows = visible(viewer).filter(person_id__in=list(person_ids)).order_by("happened_at", "id")
    return {
        row[0]: LatestContact(*row)
        for row in rows.values_list("person_id", "reference", "kind", "happened_at")
        if row[0] is not None
    }


def corrected(found: Contact) -> dict[str, str]:
    """Fields of a contact that were corrected, with their newest value."""
    rows = sorted(found.corrections.all(), key=lambda row: (row.recorded_at, row.pk))
    return {row.field: row.now_is for row in rows}
