"""What every form about a case shares: its moments, its key, its errors beside the fields, and its one act.

Nothing typed is lost: bad input shows the same page again. What the law thinks of a fact is no business of a form.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from amhp.dataset import code_list
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.queries import CaseFacts
from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment

HAPPENED = Moment("happened", "When it happened")
YES_NO = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
LONG_TEXT = 20000
Choices = list[tuple[str, str]]


def choices_of(name: str, *, on: date, empty: str | None = None) -> Choices:
    """The codes of a list as choices, with an empty answer first if one is wanted."""
    found = [(code.code, code.label) for code in code_list(name, on=on)]
    return ([("", empty)] if empty is not None else []) + found


def yes_no(value: str) -> bool | None:
    """An answer of YES_NO as the record keeps it."""
    return {"yes": True, "no": False}.get(value)


class FactForm(MomentForm):
    """A small form that records one thing about one case."""

    title: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"
    lead: ClassVar[str] = ""
    moments: ClassVar[tuple[Moment, ...]] = (HAPPENED,)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        facts: CaseFacts,
        viewer: Viewer,
        at: datetime,
        asked: Mapping[str, str] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.facts, self.viewer = facts, viewer
        self.asked = asked or {}
        super().__init__(data, at=at, initial=initial)

    def begin(self) -> dict[str, Any]:
        """As ever, but what is typed from paper happened when the paper says."""
        paper = self.viewer.paper
        return super().begin() | (self.moments[0].initial(paper.at) if paper and self.moments else {})

    @property
    def leads_to(self) -> str:
        """Where the page goes once it is recorded."""
        return f"/cases/{self.facts.case.reference}/"

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        """Do what the form is for, with what was typed."""
        raise NotImplementedError

    def try_to_record(self, *, by: Viewer, at: datetime, key: UUID) -> bool:
        """Record it; what cannot be is said beside the field it is about, and nothing is recorded."""
        try:
            self.record(by=by, at=at, key=key)
        except ImpossibleFact as problem:
            self.refuse(problem.field, problem.message)
        return not self.errors
