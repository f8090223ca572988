"""What the board asks the database, question by question, each for one service; prepared once.

A viewer narrowed to some councils gets the same questions with that one condition more, unprepared.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from onenumber.allocation.models import Ask, BackUp, Escalation, Offer
from onenumber.audit.models import ChainHead
from onenumber.cases.models import OpenCase
from onenumber.intake.models import Contact, ContactStep
from onenumber.organisations.models import Service
from onenumber.records.models import WorkerBeat
from onenumber.records.prepared import Prepared, columns_of_model
from onenumber.rota.models import Duty

DUTY_COLUMNS = (
    "practitioner_id", "practitioner__name", "practitioner__telephone", "kind", "locality__name", "starts_at",
    "ends_at",
)  # fmt: skip
OFFER_COLUMNS = (
    "id", "case__reference", "practitioner_id", "practitioner__name", "happened_at", "turn_at", "answer_by",
    "sending", "answer", "answered_at",
)  # fmt: skip
ASK_COLUMNS = ("id", "case__reference", "what", "whom", "happened_at", "answer", "answer_by", "expected_from")
BACK_UP_COLUMNS = ("id", "why", "practitioner__name", "words", "urgent", "happened_at")
CONTACT_COLUMNS = ("reference", "kind", "happened_at", "locality__name")
OF_SERVICE = {"service_id": int}
Rows = QuerySet[Any, Any]


def _service(service_id: int) -> Rows:
    return Service.objects.filter(pk=service_id).values_list(*columns_of_model(Service))


def _version(service_id: int) -> Rows:
    last = Subquery(ChainHead.objects.filter(id=1).values("position")[:1])
    return Service.objects.filter(pk=service_id).values_list("prefix", last)


def _duties(service_id: int, at: datetime, soon: datetime) -> Rows:
    rows = Duty.objects.filter(
        service=service_id, withdrawn_at__isnull=True, ends_at__gt=at, starts_at__lt=soon
    )
    return rows.order_by("starts_at", "practitioner__name").values_list(*DUTY_COLUMNS)


def _offers(service_id: int) -> Rows:
    """Every offer of the open cases in which somebody has not answered yet; other sendings of theirs as well."""
    silent = Offer.objects.filter(answer="", case__service=service_id, case__opencase__isnull=False)
    return Offer.objects.filter(case__in=silent.values("case")).values_list(*OFFER_COLUMNS)


def _asks(service_id: int) -> Rows:
    """Everybody asked to come to an open case who has not answered."""
    # Found by the open cases: the asks of ten years are many.
    open_cases = OpenCase.objects.filter(service=service_id).values("case")
    silent = Ask.objects.filter(answer="", case__in=open_cases)
    return silent.order_by("happened_at", "id").values_list(*ASK_COLUMNS)


def _not_here(service_id: int, at: datetime) -> Rows:
    """Everybody expected before now who is not there."""
    expected = Ask.objects.filter(
        answer="confirmed", arrived_at__isnull=True, ended_at__isnull=True, expected_from__lt=at,
        case__service=service_id, case__opencase__isnull=False,
    )  # fmt: skip
    return expected.exclude(what=Ask.What.BED).order_by("expected_from", "id").values_list(*ASK_COLUMNS)


def _bed_searches(service_id: int) -> Rows:
    """Every search of an open case that has found no bed: since when, and the highest rung that was told."""
    beds = Ask.objects.filter(case=OuterRef("case"), what=Ask.What.BED)
    found = beds.filter(answer="confirmed", ended_how__in=("", Ask.End.LEFT))
    told = Escalation.objects.filter(case=OuterRef("case"), what=Ask.What.BED, rung__isnull=False)
    searched = OpenCase.objects.filter(Exists(beds), ~Exists(found), service=service_id)
    return searched.order_by("reference").values_list(
        "reference",
        Subquery(beds.order_by("happened_at").values("happened_at")[:1]),
        Subquery(told.order_by("-rung").values("rung")[:1]),
    )


def _back_ups(service_id: int) -> Rows:
    unanswered = BackUp.objects.filter(service=service_id, ended_at__isnull=True, answered_at__isnull=True)
    return unanswered.order_by("happened_at").values_list(*BACK_UP_COLUMNS)


def _waiting(service_id: int) -> Rows:
    """Not settled, which an index finds, and without a step, which is what it means."""
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    rows = Contact.objects.filter(~Exists(steps), service=service_id, settled_at__isnull=True)
    return rows.order_by("happened_at").values_list(*CONTACT_COLUMNS)


def _counts(service_id: int, since: datetime) -> Rows:
    rows = Contact.objects.filter(service=service_id, happened_at__gte=since)
    return rows.order_by().values_list("kind").annotate(Count("id"))


SERVICE = Prepared(_service, OF_SERVICE)
VERSION = Prepared(_version, OF_SERVICE)
DUTIES = Prepared(_duties, {"service_id": int, "at": datetime, "soon": datetime})
OFFERS = Prepared(_offers, OF_SERVICE)
ASKS = Prepared(_asks, OF_SERVICE)
BED_SEARCHES = Prepared(_bed_searches, OF_SERVICE)
NOT_HERE = Prepared(_not_here, {"service_id": int, "at": datetime})
BACK_UPS = Prepared(_back_ups, OF_SERVICE)
WAITING = Prepared(_waiting, OF_SERVICE)
COUNTS = Prepared(_counts, {"service_id": int, "since": datetime})
BEAT = Prepared(lambda: WorkerBeat.objects.order_by("-beat_at").values_list("beat_at")[:1], {})


def asked(
    question: Prepared, councils: tuple[int, ...] | None, path: str, *, or_none: str = "", **values: Any
) -> list[Any]:
    """The answer; narrowed to these councils along `path` (rows that have no `or_none` are of every council)."""
    if councils is None:
        return question.rows(**values)
    own = Q(**{f"{path}__in": councils})
    return list(question.make(**values).filter(own | Q(**{f"{or_none}__isnull": True}) if or_none else own))
