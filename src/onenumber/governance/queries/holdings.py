"""What is held about a person, in words: every fact of every table, with each free text to be looked at by somebody.

Free text may hold somebody else's name or words, so none of it is given out unlooked at; codes, times and the names
of professionals acting in their role are shown. Nothing is removed by the program itself.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from amhp.calendar import say_date
from onenumber.audit.models import Opening
from onenumber.cases.models import OpenCase
from onenumber.design.wording import weekday_moment
from onenumber.governance.models import LegalHold, Review, Shown, SubjectRequest
from onenumber.governance.queries.reach import Reach
from onenumber.intake.models import Draft, SamePersonAnswer
from onenumber.messaging.models import Delivery
from onenumber.persons.models import Person, SamePerson, WorkingRelationship

CODE = 30  # characters: a shorter text field holds a code or a word of a list, never a sentence
NOT_TOLD: tuple[type[models.Model], ...] = (  # no words of their own, or the handling of the request itself
    Delivery, OpenCase, SamePerson, SamePersonAnswer, WorkingRelationship, LegalHold, Review, SubjectRequest, Shown,
)  # fmt: skip
NOT_SAID = {"key", "digest", "name_key", "name_sound", "caused_by", "cursor", "sending", "hour", "struck_out"}
OWN = {(Person, ""), ("personcorrection", "was"), ("personcorrection", "now_is")}
CODED = {"field", "kind", "how", "alternatives_tried", "alternative_used", "not_assessed_reason", "channel"}
IN_THEIR_ROLE = {
    "by_name",
    "amhp_name",
    "doctor_name",
    "answered_by_name",
    "agency",
    "place",
    "authority",
    "to_name",
}


@dataclass(frozen=True)
class Told:
    """One fact of one row. `item` names it when somebody must look at it first."""

    label: str
    text: str
    item: str = ""

    @property
    def digest(self) -> str:
        """Of the text, so that a changed text is looked at again."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Row:
    """One row in words."""

    kind: str
    said: tuple[Told, ...]


def holdings(reach: Reach) -> list[Row]:
    """Every row, the person first, then table by table with the newest first: a correction before what it corrects."""
    order = sorted(reach.rows, key=lambda model: (model is not Person, model._meta.label))
    return [
        told
        for model in order
        if model not in NOT_TOLD
        for row in reversed(reach.of(model))
        if (told := Row(str(model._meta.verbose_name), tuple(_said(row)))).said
    ]


def items(rows: list[Row]) -> list[tuple[Row, Told]]:
    """What somebody must look at before it is given out."""
    return [(row, said) for row in rows for said in row.said if said.item]


def _said(row: models.Model) -> Iterator[Told]:
    if isinstance(row, Opening):
        yield Told("opened", weekday_moment(row.at))  # by whom is not theirs to be told: the ground is
        yield Told("how", row.how)
        return
    for field in row._meta.concrete_fields:
        name = field.name
        if field.primary_key or field.is_relation or name.endswith("_id") or name in NOT_SAID:
            continue
        text = _text(row, field)
        if text:
            key = f"{row._meta.label_lower}.{row.pk}.{name}" if _is_words(row, field) else ""
            yield Told(str(field.verbose_name), text, key)


def _is_words(row: models.Model, field: Any) -> bool:
    """Whether this may hold somebody else's name or words."""
    if (
        isinstance(row, Person)
        or (row._meta.model_name, field.name) in OWN
        or field.name in IN_THEIR_ROLE | CODED
    ):
        return False
    if isinstance(field, models.JSONField | models.TextField):
        return True
    longest = field.max_length or 0
    return isinstance(field, models.CharField) and not field.choices and longest > CODE


def _text(row: models.Model, field: Any) -> str:
    value = getattr(row, field.attname)
    if value is None or value in ("", {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return weekday_moment(value)
    if isinstance(value, date):
        return say_date(value)
    if isinstance(field, models.JSONField):
        return _typed(row, value)
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices else str(value)


def _typed(row: models.Model, value: Any) -> str:
    if not isinstance(row, Draft):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "\n".join(f"{name}: {said}" for name, said in sorted(value.items()) if said)


def decided(request: SubjectRequest, rows: list[Row]) -> dict[str, Shown]:
    """The decision that counts for each item: the newest, about the text as it is now."""
    texts = {said.item: said.digest for _, said in items(rows)}
    found = {each.item: each for each in request.shown.order_by("pk")}
    return {item: each for item, each in found.items() if texts.get(item) == each.digest}
