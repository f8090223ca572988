"""A form as it is printed blank: the screen's own fields, so that paper asks what the screen will ask afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from django import forms

MOST_BOXES = 26  # more answers than this are written, not ticked


class Room(StrEnum):
    """What is drawn for the answer."""

    LINE = "line"
    AREA = "area"
    BOXES = "boxes"


@dataclass(frozen=True)
class BlankField:
    """One question with room for its answer; `choices` are boxes to tick."""

    label: str
    room: Room
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlankForm:
    """One sheet: what it records, and its questions in the order of the screen."""

    code: str
    title: str
    fields: tuple[BlankField, ...]


def blank_fields(bound: Iterable[forms.BoundField]) -> tuple[BlankField, ...]:
    """The visible fields of a form as questions on paper."""
    return tuple(_blank(each) for each in bound if not each.is_hidden)


def _blank(bound: forms.BoundField) -> BlankField:
    label = str(bound.label)
    if isinstance(bound.field, forms.ChoiceField):
        choices = tuple(words for value, words in _flat(cast("Iterable[Any]", bound.field.choices)) if value)
        return (
            BlankField(label, Room.BOXES, choices)
            if len(choices) <= MOST_BOXES
            else BlankField(label, Room.LINE)
        )
    if isinstance(bound.field, forms.BooleanField):
        return BlankField(label, Room.BOXES, ("Yes",))
    return BlankField(label, Room.AREA if isinstance(bound.field.widget, forms.Textarea) else Room.LINE)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, words in choices:
        if isinstance(words, (list, tuple)):
            yield from _flat(words)
        else:
            yield str(value or ""), str(words)
