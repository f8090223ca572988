"""Reading who was asked to come: the asks of a case, which places of doctors are free, and one ask for a viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onenumber.allocation.models import Ask, Escalation
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, Recommendation
from onenumber.cases.queries import CaseFacts, rows_of_case
from onenumber.messaging.queries import comparable_number
from onenumber.records.prepared_records import PreparedRecords

RELATED = (
    "practitioner", "case", "case__service", "case__council", "case__person", "case__contact", "case__locality",
)  # fmt: skip
ASK = PreparedRecords(Ask, lambda ask_id: Ask.objects.filter(pk=ask_id), {"ask_id": int}, related=RELATED)
AT_A_TIME = 400  # cases in one IN (…), as in cases.queries


@dataclass(frozen=True)
class Places:
    """The doctors a case needs: how many, who has confirmed, and which places nobody has."""

    wanted: int
    confirmed: tuple[Ask, ...]

    @property
    def free(self) -> tuple[int, ...]:
        """The numbers of the places nobody holds."""
        taken = {ask.place for ask in self.confirmed}
        return tuple(place for place in range(1, self.wanted + 1) if place not in taken)

    @property
    def has_section_12(self) -> bool:
        """Whether one of those confirmed is approved under section 12."""
        return any(ask.section_12 for ask in self.confirmed)


def asks_of(case: Case) -> list[Ask]:
    """Every ask of a case, the earliest first."""
    asks: list[Ask] = rows_of_case(Ask, ("practitioner",), order="happened_at", case_id=case.pk)
    for ask in asks:
        ask.case = case
    return asks


def asks_of_many(case_ids: Sequence[int]) -> dict[int, list[Ask]]:
    """The asks of several cases by the case's id: one query for a batch of them."""
    found: dict[int, list[Ask]] = {number: [] for number in case_ids}
    for first in range(0, len(case_ids), AT_A_TIME):
        rows = Ask.objects.filter(case_id__in=case_ids[first : first + AT_A_TIME])
        for ask in rows.select_related("practitioner").order_by("happened_at", "id"):
            found[ask.case_id].append(ask)
    return found


def places_of(asks: Sequence[Ask]) -> Places:
    """The places of a case's doctors, from all its asks; the latest ask says how many are needed."""
    doctors = [ask for ask in asks if ask.is_doctor]
    confirmed = tuple(ask for ask in doctors if ask.stands)
    return Places(wanted=doctors[-1].wanted if doctors else 2, confirmed=confirmed)


def doctors_short_since(asks: Sequence[Ask]) -> datetime | None:
    """Since when nobody is being asked any more though a doctor is missing; None while all is in hand."""
    doctors = [ask for ask in asks if ask.is_doctor]
    if not doctors or any(not ask.answer for ask in doctors) or not places_of(doctors).free:
        return None
    return max(ask.ended_at or ask.answered_at or ask.happened_at for ask in doctors)


def ask_for(viewer: Viewer, ask_id: int) -> Ask | None:
    """An ask of one of the viewer's services; whether its case is open to them, `case_for` says."""
    ask = ASK.first(ask_id=ask_id)
    return ask if ask is not None and ask.case.service_id in viewer.services() else None


def escalations_of(case: Case) -> list[Escalation]:
    """Who was told higher up, the earliest first."""
    return rows_of_case(Escalation, (), order="happened_at", case_id=case.pk)


def asks_of_number(service_id: int, number: str) -> list[Ask]:
    """The doctors' asks of a service that wait for an answer from this telephone number, the latest first."""
    waiting = Ask.objects.filter(answer="", practitioner__isnull=False, case__service_id=service_id)
    wanted = comparable_number(number)
    rows = waiting.select_related(*RELATED)
    found = [ask for ask in rows if wanted and comparable_number(ask.telephone) == wanted]
    return sorted(found, key=lambda ask: (ask.happened_at, ask.pk), reverse=True)


def steps_open(ask: Ask) -> tuple[str, ...]:
    """The steps that can come next, by their name in the address."""
    if not ask.answer:
        return ("yes", "no", "cancel")
    asked = ("acquaintance",) if ask.is_doctor and ask.knew_person is None else ()
    if ask.ended_at is not None or not ask.stands:
        return asked if ask.stands else ()
    return (*(("left",) if ask.arrived_at else ("arrived", "time")), *asked, "cancel")


def recommendation_of(ask: Ask, facts: CaseFacts) -> Recommendation | None:
    """The recommendation of the doctor of an ask, found by their number or, without one, by their name."""
    for seen in facts.recommendations:
        same_number = seen.doctor_id is not None and seen.doctor_id == ask.practitioner_id
        if same_number or seen.doctor_name.casefold() == ask.whom.casefold():
            return seen
    return None
