"""Past and present contacts with what became of them: searched, filtered, counted, a page at a time.

Restricted persons appear without name; names are never in an address (a name search is posted).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from amhp.calendar import midnight_after
from onenumber.audit.models import Viewer
from onenumber.cases.models import Decision
from onenumber.intake.models import Contact, ContactStep
from onenumber.organisations.models import Service
from onenumber.persons.queries import name_key

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What the viewer looks for; empty means everything."""

    text: str = ""
    kind: str = ""
    locality: str = ""
    outcome: str = ""
    source: str = ""
    received_from: date | None = None
    received_to: date | None = None


@dataclass(frozen=True)
class HistoryRow:
    """One contact and what became of it."""

    reference: str
    received_at: datetime
    received_quality: str
    kind: str
    locality: str
    person: str
    caller: str
    source: str
    became: str
    detail: str
    case_reference: str
    outcome: str
    holder: str


@dataclass(frozen=True)
class HistoryPage:
    """One page of rows, with the whole number and the counts of all of them."""

    rows: list[HistoryRow]
    total: int
    page: int
    pages: int
    counts: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def wanted_contacts(viewer: Viewer, service: Service, wanted: Wanted) -> QuerySet[Contact]:
    """All contacts of this service that the viewer looks for, with step and outcome beside them."""
    found = Contact.objects.filter(service=service, service_id__in=viewer.services())
    councils = viewer.councils_in(service.pk)
    if councils is not None:
        found = found.filter(council_id__in=councils)
    newest = ContactStep.objects.filter(contact=OuterRef("pk")).order_by("-id")
    decided = Decision.objects.filter(
        case__contact=OuterRef("pk"), corrected_by__isnull=True, struck_out=False
    ).order_by("-happened_at", "-id")
    found = found.annotate(
        became=Subquery(newest.values("kind")[:1]),
        detail=Subquery(newest.values("detail")[:1]),
        outcome=Subquery(decided.values("outcome")[:1]),
    )
    return _narrowed(found, wanted)


def _narrowed(found: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    exact = {"kind": wanted.kind, "locality__code": wanted.locality, "source": wanted.source}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.outcome == "ADVICE_ONLY":
        found = found.filter(Q(outcome="ADVICE_ONLY") | Q(became="answered", contact_type="ADVICE"))
    elif wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.received_from:
        found = found.filter(happened_at__gte=midnight_after(wanted.received_from - timedelta(days=1)))
    if wanted.received_to:
        found = found.filter(happened_at__lt=midnight_after(wanted.received_to))
    text = wanted.text.strip()
    if text:
        by_reference = Q(reference__iexact=text) | Q(case__reference__iexact=text)
        by_reference |= Q(their_reference__iexact=text)
        key = name_key(text)
        found = found.filter(
            by_reference | Q(person__name_key__contains=key, person__restricted=False)
            if key
            else by_reference
        )
    return found


def read_history(viewer: Viewer, service: Service, wanted: Wanted, *, page: int, names: bool) -> HistoryPage:
    """One page of what the viewer looks for, newest first, and counts of the whole."""
    found = wanted_contacts(viewer, service, wanted)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = history_rows(found.order_by("-happened_at", "-id")[(page - 1) * PAGE : page * PAGE], names=names)
    return HistoryPage(rows=rows, total=total, page=page, pages=pages, counts=_counts(found))


def history_rows(found: QuerySet[Any], *, names: bool) -> list[HistoryRow]:
    """Rows in words' raw material: codes and names as stored."""
    columns = (
        "reference",
        "happened_at",
        "received_quality",
        "kind",
        "locality__name",
        "person__name",
        "person__restricted",
        "caller_name",
        "source",
        "became",
        "detail",
        "case__reference",
        "outcome",
    )
    shown = []
    for row in found.values_list(*columns):
        name = "restricted" if row[6] else (row[5] or "")
        shown.append(
            HistoryRow(
                reference=row[0],
                received_at=row[1],
                received_quality=row[2],
                kind=row[3],
                locality=row[4] or "",
                person=name if names else "",
                caller=row[7],
                source=row[8],
                became=row[9] or "",
                detail=row[10] or "",
                case_reference=row[11] or "",
                outcome=row[12] or "",
                holder="",
            )
        )
    return shown


def _counts(found: QuerySet[Any]) -> dict[str, list[tuple[str, int]]]:
    plain = found.order_by()
    counted = {
        "kind": _tally(plain.values_list("kind").annotate(n=Count("pk"))),
        "locality": _tally(plain.values_list("locality__name").annotate(n=Count("pk"))),
        "source": _tally(plain.values_list("source").annotate(n=Count("pk"))),
        "event": _tally(plain.values_list("event").annotate(n=Count("pk"))),
        "became": _tally(plain.values_list("became").annotate(n=Count("pk"))),
        "outcome": _tally(plain.values_list("outcome").annotate(n=Count("pk"))),
    }
    advice = plain.filter(contact_type="ADVICE", became="answered", outcome__isnull=True).count()
    if advice:
        counted["outcome"].append(("ADVICE_ONLY", advice))
    return counted


def _tally(rows: Iterable[tuple[Any, int]]) -> list[tuple[str, int]]:
    return sorted(
        ((str(value or ""), number) for value, number in rows), key=lambda pair: (-pair[1], pair[0])
    )
