"""What the people suggested while a contact is taken are last known for: their newest case or contact, and
any open case.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from amhp.calendar import in_london
from amhp.law import StartEvent
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import events_of, facts_of
from onenumber.intake.queries import KIND_WORDS, LatestContact, latest_about
from onenumber.persons.models import SamePerson
from onenumber.persons.queries import Suggestion


def enriched(viewer: Viewer, found: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions with what each is last known for and the open case, in four queries at most."""
    if not found:
        return []
    ids = {suggestion.person_id: suggestion.person_id for suggestion in found}
    joined = SamePerson.objects.filter(kept_id__in=list(ids), ended_at__isnull=True)
    ids |= dict(joined.values_list("other_id", "kept_id"))
    open_cases = OpenCase.objects.filter(case__person_id__in=list(ids)).order_by("received_at")
    opened = {ids[row[0]]: row[1] for row in open_cases.values_list("case__person_id", "reference")}
    cases = dict(Case.objects.filter(person_id__in=list(ids)).values_list("contact__reference", "reference"))
    known: dict[int, tuple[datetime, str]] = {}
    for person_id, latest in latest_about(viewer, list(ids)).items():
        words = _last_known(latest, cases.get(latest.reference, ""))
        known[ids[person_id]] = max(
            known.get(ids[person_id], (latest.received_at, words)), (latest.received_at, words)
        )
    return [
        replace(
            suggestion,
            last_known=known[suggestion.person_id][1] if suggestion.person_id in known else "",
            open_case_reference=opened.get(suggestion.person_id),
        )
        for suggestion in found
    ]


def _last_known(latest: LatestContact, case: str) -> str:
    reference = f"{case} ({latest.reference})" if case else latest.reference
    return f"{reference}, {KIND_WORDS[latest.kind]}, {in_london(latest.received_at):%-d %b %Y}"


def open_case_of_person(person_id: int) -> Case | None:
    """The open case of a person, the newest if there are several; records joined to this one count."""
    ids = [
        person_id,
        *SamePerson.objects.filter(kept_id=person_id, ended_at__isnull=True).values_list(
            "other_id", flat=True
        ),
    ]
    row = OpenCase.objects.filter(case__person_id__in=ids).order_by("-received_at").first()
    wanted = Case.objects.select_related("service", "council", "locality", "person", "contact")
    return wanted.get(pk=row.pk) if row else None


def events_so_far(case: Case) -> list[StartEvent]:
    """What has started, extended or ended a clock in this case already."""
    return events_of(facts_of(case))
