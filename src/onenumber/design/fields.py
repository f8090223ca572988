"""Turns a Django form field into the facts a macro needs to draw it in NHS.UK markup.

Django's own widget templates know nothing of hints, error ids and the segmented groups of our screens, so
the fields are drawn by `design/macros/forms.html` from a `FieldView`. Ids are stable: `id_x`, `id_x-hint`,
`id_x-error`, and for choices `id_x_0`, `id_x_1`, ….
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, widgets

# What Django says when a form sets no sentence of its own; ours names the question, so that a line of the
# summary can be understood where it stands.
DJANGO_REQUIRED = "This field is required."
DJANGO_CHOICE = "Select a valid choice."


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a select, radio or checkbox group; `group` names its optgroup, or is empty."""

    id: str
    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """All that is drawn of one field. `kind` is one of KINDS' values or `other`."""

    id: str
    name: str
    kind: str
    label: str
    hint: str
    errors: tuple[str, ...]
    value: str
    chosen: bool
    input_type: str
    options: tuple[Option, ...]
    attributes: dict[str, str]

    @property
    def hint_id(self) -> str:
        """Id of the hint, empty when there is none."""
        return f"{self.id}-hint" if self.hint else ""

    @property
    def error_id(self) -> str:
        """Id of the error message, empty when there is none."""
        return f"{self.id}-error" if self.errors else ""

    @property
    def described_by(self) -> str | None:
        """Value of aria-describedby, or None."""
        return " ".join(part for part in (self.hint_id, self.error_id) if part) or None

    @property
    def focus_id(self) -> str:
        """Id of the element that takes the cursor when the field is at fault."""
        grouped = self.kind in {"radio", "checkboxes"} and self.options
        return self.options[0].id if grouped else self.id


@dataclass(frozen=True, kw_only=True)
class ErrorLink:
    """One line of the error summary; `target` is the id to focus, or empty for the whole form."""

    text: str
    target: str


# Order matters: a RadioSelect is also a Select, a CheckboxSelectMultiple a RadioSelect.
KINDS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.MultiWidget, "other"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radio"),
    (widgets.Select, "select"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.Textarea, "textarea"),
    (widgets.ClearableFileInput, "file"),
    (widgets.Input, "input"),
)


def kind_of(widget: widgets.Widget) -> str:
    """The way a widget is drawn."""
    return next((kind for known, kind in KINDS if isinstance(widget, known)), "other")


def written_attributes(attributes: dict[str, Any]) -> dict[str, str]:
    """HTML attributes as strings: True becomes an empty value, False and None leave the attribute out."""
    return {
        name: "" if value is True else str(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }


def chosen_values(bound: BoundField) -> frozenset[str]:
    """The field's value or values as the strings its widget would submit."""
    widget = bound.field.widget
    value = widget.format_value(bound.value())
    if isinstance(value, (list, tuple, set)):
        return frozenset(str(one) for one in value)
    return frozenset() if value is None else frozenset([str(value)])


def options_of(bound: BoundField) -> Iterator[Option]:
    """The choices of a field in their order, numbered across groups."""
    chosen = chosen_values(bound)
    number = 0
    for value, label in bound.field.widget.choices:
        members = label if isinstance(label, (list, tuple)) else [(value, label)]
        group = str(value) if isinstance(label, (list, tuple)) else ""
        for member_value, member_label in members:
            text = "" if member_value is None else str(member_value)
            yield Option(
                id=f"{bound.auto_id or bound.html_name}_{number}",
                value=text,
                label=str(member_label),
                chosen=text in chosen,
                group=group,
            )
            number += 1


def sentences_of(bound: BoundField) -> tuple[str, ...]:
    """The field's errors as sentences that say what to do."""
    said = []
    for error in bound.errors:
        text = str(error)
        if text == DJANGO_REQUIRED:
            text = f"Answer “{str(bound.label).rstrip('?')}”."
        elif text.startswith(DJANGO_CHOICE):
            text = f"Choose one of the answers to “{str(bound.label).rstrip('?')}”."
        said.append(text)
    return tuple(said)


def field_view(bound: BoundField) -> FieldView:
    """The facts to draw a bound field, whatever its widget."""
    widget = bound.field.widget
    kind = kind_of(widget)
    formatted = None if kind in {"checkbox", "file", "other"} else widget.format_value(bound.value())
    return FieldView(
        id=bound.auto_id or bound.html_name,
        name=bound.html_name,
        kind=kind,
        label=str(bound.label),
        hint=str(bound.help_text or ""),
        errors=sentences_of(bound),
        value="" if formatted is None or isinstance(formatted, (list, tuple)) else str(formatted),
        chosen=bool(bound.value()) if kind == "checkbox" else False,
        input_type=getattr(widget, "input_type", "") or "text",
        options=tuple(options_of(bound)) if kind in {"select", "radio", "checkboxes"} else (),
        attributes=written_attributes(widget.attrs),
    )


def error_links(forms: BaseForm | Iterable[BaseForm]) -> tuple[ErrorLink, ...]:
    """Every error of a form, or of several, in page order: the whole form's first, then by field."""
    found: list[ErrorLink] = []
    for form in [forms] if isinstance(forms, BaseForm) else forms:
        found += [ErrorLink(text=str(error), target="") for error in form.non_field_errors()]
        for bound in form:
            if bound.errors:
                view = field_view(bound)
                found += [ErrorLink(text=sentence, target=view.focus_id) for sentence in view.errors]
    return tuple(found)
