"""What became of a contact: its newest step; no step yet means that it is recorded and still waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onenumber.intake.models import Contact, ContactStep

WAITING = "waiting"
WORDS = {WAITING: "recorded, still waiting", **dict(ContactStep.Kind.choices)}


@dataclass(frozen=True, kw_only=True)
class ContactStanding:
    """`kind` is "waiting" or a ContactStep.Kind; `words` say it as people do."""

    kind: str
    detail: str = ""
    case_reference: str = ""
    at: datetime | None = None
    by_name: str = ""

    @property
    def words(self) -> str:
        """Such as "opened case WM-26-1856" or "passed on to the children's team".

        >>> ContactStanding(kind="joined", case_reference="WM-26-7").words
        'joined open case WM-26-7'
        """
        match self.kind:
            case "opened":
                return f"opened case {self.case_reference}"
            case "joined":
                return f"joined open case {self.case_reference}"
            case "passed_on":
                return f"passed on to {self.detail}"
            case "voided":
                return f"voided: {self.detail}"
        return WORDS[self.kind]


def standing_from(steps: Iterable[ContactStep]) -> ContactStanding:
    """The standing that steps (in any order) lead to."""
    newest = max(steps, key=lambda step: (step.recorded_at, step.pk), default=None)
    if newest is None:
        return ContactStanding(kind=WAITING)
    return ContactStanding(
        kind=newest.kind,
        detail=newest.detail,
        case_reference=newest.case_reference,
        at=newest.happened_at,
        by_name=newest.by_name,
    )


def standing_of_contact(contact: Contact) -> ContactStanding:
    """One query, or none when the steps were prefetched."""
    return standing_from(contact.steps.all())
