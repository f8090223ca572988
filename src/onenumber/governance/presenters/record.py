"""The page of one record: who may see it, how long it is kept, what keeps it, who asked; nothing of who it is about."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_date
from amhp.retention import Verified
from onenumber.design.parts import Pair
from onenumber.design.wording import weekday_moment
from onenumber.governance.models import LegalHold, SubjectRequest
from onenumber.governance.queries import Reach, Standing
from onenumber.persons.models import Restriction

MARKS = {
    Verified.VERIFIED: "read in the source",
    Verified.SECONDARY: "read in a summary by somebody else, not in the source",
    Verified.FROM_MEMORY: "remembered, read nowhere: check it before you rely on it",
    Verified.NOT_FOUND: "not found",
}


@dataclass(frozen=True)
class RecordView:
    """The page's words."""

    reference: str
    identity: tuple[Pair, ...]
    retention: tuple[Pair, ...]
    listed: tuple[Pair, ...]
    keeps: tuple[str, ...]
    restriction: str
    restricted: bool
    holds: tuple[str, ...]
    request: SubjectRequest | None


def present_record(
    reference: str, reach: Reach, standing: Standing, *, at: datetime, openings: int
) -> RecordView:
    """The page at one moment."""
    person = reach.persons[0]
    return RecordView(
        reference=reference,
        identity=(
            Pair(name="Belongs to", value=f"{person.service.name}, for {person.council.name}"),
            Pair(name="References", value=", ".join(reach.references)),
            Pair(name="Openings kept", value=str(openings)),
        ),
        retention=_retention(standing, at),
        listed=tuple(Pair(name=name, value=str(count)) for name, count in reach.counts().items()),
        keeps=standing.keeps,
        restriction=_restriction(Restriction.objects.filter(person=person).order_by("-pk").first()),
        restricted=person.restricted,
        holds=tuple(_hold(row) for row in LegalHold.objects.filter(person=person).order_by("-pk")),
        request=SubjectRequest.objects.filter(person=person, ended_at__isnull=True).first(),
    )


def _retention(standing: Standing, at: datetime) -> tuple[Pair, ...]:
    due = standing.due_on
    said = "never: this class has no period"
    if due is not None:
        said = say_date(due) if due > day_in_london(at) else f"since {say_date(due)}"
    return (
        Pair(name="Class", value=standing.kept.name),
        Pair(name="Period", value=standing.kept.period),
        Pair(name="From", value=f"{standing.kept.source} ({MARKS[standing.kept.verified]})"),
        Pair(name="Last contact", value=say_date(standing.last_contact_on)),
        Pair(name="Due", value=said),
    )


def _restriction(row: Restriction | None) -> str:
    if row is None:
        return ""
    begun = f"{row.get_kind_display()}: {row.reason} ({row.by_name}, {weekday_moment(row.happened_at)})"
    ended = f". Lifted {weekday_moment(row.ended_at)}: {row.ended_reason}" if row.ended_at else ""
    return f"{begun[0].upper()}{begun[1:]}{ended}"


def _hold(row: LegalHold) -> str:
    about = f" about {row.case_reference}" if row.case_reference else ""
    ended = f". Released {weekday_moment(row.ended_at)}: {row.ended_reason}" if row.ended_at else ", in force"
    return f"{row.reason}{about} ({row.by_name}, {weekday_moment(row.happened_at)}){ended}"
