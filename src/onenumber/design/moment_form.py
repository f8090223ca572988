"""A form that asks for moments beside its other answers: each a day and a time, cleaned into `<name>_at`.

Nothing typed is lost: what cannot be is said beside the field it is about, and the same page comes again.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from amhp.calendar import day_in_london
from onenumber.design.moments import Moment


class MomentForm(forms.Form):
    """The key every form carries, its moments first, then its own fields."""

    moments: ClassVar[tuple[Moment, ...]] = ()
    narrow: ClassVar[tuple[str, ...]] = ()  # fields of half the width

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, at: datetime, initial: dict[str, Any] | None = None
    ) -> None:
        self.at = at
        super().__init__(data, initial=self.begin() | (initial or {}))
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
        """Fill in choices that are known only now."""

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

    def refuse(self, name: str, message: str) -> None:
        """Say what cannot be beside the field it is about; at the top when there is no such field."""
        self.add_error(self._field_of(name), message)

    def _field_of(self, name: str) -> str | None:
        for candidate in (name, f"{name}_time"):
            if candidate in self.fields:
                return candidate
        times = (each for each in self.fields if each.endswith("_time"))
        return next(times, None) if name == "happened" else None
