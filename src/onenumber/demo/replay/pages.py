"""A page as a browser sees it: its forms with what is already in them, its links, its rows.

A form can only be answered in fields and with choices that the page offers; a replay that fills in anything else
would prove nothing about the real forms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Answers = Mapping[str, str | Sequence[str] | None]
ONE_OF_MANY = {"radio", "checkbox"}


class FormChanged(LookupError):
    """The page has no such form, field or choice; the message names it and what there is."""


@dataclass
class Field:
    """All controls of one name: what is in them, and what can be chosen."""

    name: str
    kind: str
    chosen: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form of a page."""

    action: str = ""
    method: str = "get"
    id: str = ""
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: dict[tuple[str, str], str] = field(default_factory=dict)  # name and value to the words on it
    labels: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # name and value of a choice to its label
    other_addresses: list[str] = field(default_factory=list)
    words: str = ""

    def body(self, answers: Answers, *, button: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """What a browser would send: every field as it stands, with these answers in their places.

        An answer of None empties its field. Raises FormChanged for what the page does not offer.
        """
        given = {name: _as_list(value) for name, value in answers.items()}
        for name, values in given.items():
            self._refuse_unknown(name, values)
        sent = [
            (name, value) for name, known in self.fields.items() for value in given.get(name, known.chosen)
        ]
        if button is not None:
            if button not in self.buttons:
                raise FormChanged(
                    f"no button {button} on the form to {self.action}; there are {self.buttons}"
                )
            sent.append(button)
        return sent

    def choice(self, name: str, words: str) -> str:
        """The value of the choice whose label begins with these words. Raises FormChanged."""
        for (field_name, value), label in self.labels.items():
            if field_name == name and label.startswith(words):
                return value
        known = [label for (field_name, _), label in self.labels.items() if field_name == name]
        raise FormChanged(f"no choice of {name} begins with “{words}”; there are {known}")

    def _refuse_unknown(self, name: str, values: Sequence[str]) -> None:
        known = self.fields.get(name)
        if known is None:
            raise FormChanged(
                f"no field {name} on the form to {self.action}; there are {', '.join(self.fields)}"
            )
        if known.kind in {"select", *ONE_OF_MANY}:
            wrong = [value for value in values if value not in known.offered]
            if wrong:
                raise FormChanged(f"{name} does not offer {wrong}; it offers {known.offered}")


def _as_list(value: str | Sequence[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


@dataclass
class Row:
    """One line of a table that names a record, with the text of its cells."""

    reference: str
    cells: list[str] = field(default_factory=list)


@dataclass
class Page:
    """What was read from one page."""

    forms: list[Form] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heading: str = ""
    errors: list[str] = field(default_factory=list)

    def form(self, action: str) -> Form:
        """The form that posts to this address. Raises FormChanged."""
        for found in self.forms:
            if found.method == "post" and found.action == action:
                return found
        known = [found.action for found in self.forms if found.method == "post"]
        raise FormChanged(f"no form posts to {action}; there are {known} on “{self.heading}”")

    def has_form(self, action: str) -> bool:
        """Whether a form posts to this address."""
        return any(found.method == "post" and found.action == action for found in self.forms)
