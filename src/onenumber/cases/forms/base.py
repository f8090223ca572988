"""What every form about a case shares: its moments, its key, its errors beside the fields, and its one act.

Nothing typed is lost: bad input shows the same page again. What the law thinks of a fact is no business of a form.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from amhp.calendar import day_in_london
from amhp.dataset import code_list
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.forms.moments import Moment
from onenumber.cases.queries import CaseFacts

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


class FactForm(forms.Form):
    """A small form that records one thing about one case."""

    title: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"
    lead: ClassVar[str] = ""
    moments: ClassVar[tuple[Moment, ...]] = (HAPPENED,)
    narrow: ClassVar[tuple[str, ...]] = ()  # fields of half the width

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

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
        self.facts, self.viewer, self.at = facts, viewer, at
        self.asked = asked or {}
        started = self.begin() | (initial or {})
        super().__init__(data, initial=started)
        fields = dict(self.fields)
        self.fields.clear()
        for moment in self.moments:
            self.fields |= moment.make()
        self.fields |= fields
        self.prepare()

    @property
    def today(self) -> date:
        """The local day."""
        return day_in_london(self.at)

    def begin(self) -> dict[str, Any]:
        """What stands in the form at first: the first moment is now."""
        return self.moments[0].initial(self.at) if self.moments else {}

    def prepare(self) -> None:
        """Fill in choices that depend on the case."""

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Set the choices of a field, and of what draws it."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Each moment becomes `<name>_at`."""
        said = super().clean() or self.cleaned_data
        for moment in self.moments:
            said[f"{moment.name}_at"] = moment.clean(self, at=self.at)
        return said

    def shown(self) -> list[tuple[forms.BoundField, int]]:
        """The visible fields with their widths in twelfths; BST or GMT is asked only when it matters."""
        found = []
        for bound in self.visible_fields():
            if bound.name.endswith("_fold") and not (bound.errors or bound.value()):
                continue
            half = bound.name.endswith(("_day", "_time", "_fold")) or bound.name in self.narrow
            found.append((bound, 6 if half else 12))
        return found

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        """Do what the form is for, with what was typed."""
        raise NotImplementedError

    def try_to_record(self, *, by: Viewer, at: datetime, key: UUID) -> bool:
        """Record it; what cannot be is said beside the field it is about, and nothing is recorded."""
        try:
            self.record(by=by, at=at, key=key)
        except ImpossibleFact as problem:
            self.add_error(self._field_of(problem.field), problem.message)
        return not self.errors

    def _field_of(self, name: str) -> str | None:
        for candidate in (name, f"{name}_time"):
            if candidate in self.fields:
                return candidate
        return (
            next((name for name in self.fields if name.endswith("_time")), None)
            if name == "happened"
            else None
        )
