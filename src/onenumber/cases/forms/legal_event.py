"""What started, extended or ended an authority, and who says so.

An extension (s136B) says who authorised it, on what ground, and at a police station whether a superintendent or
above approved. Whether the end appears to move is for the clock to say: everything can be recorded.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.law import EventKind, rule_book
from onenumber.audit.models import Viewer
from onenumber.cases.actions import record_legal_event
from onenumber.cases.forms.base import FactForm, yes_no
from onenumber.design.moments import Moment

AUTHORISED_BY = [
    ("", "Not told"),
    ("doctor responsible for the examination", "The doctor responsible for the examination"),
    ("another doctor", "Another doctor"),
    ("AMHP", "An AMHP"),
    ("somebody else", "Somebody else"),
]
STATION = [
    ("", "Not at a police station, or not told"),
    ("yes", "At a police station: a superintendent or above approved"),
    ("no", "At a police station: no such approval"),
]


def grounds() -> list[tuple[str, str]]:
    """What the rule knows as grounds, about the person's condition and otherwise, all in one order."""
    lists = rule_book().row("s136B.extension", on=None).lists
    known = sorted({*lists["reasons_about_the_condition"], *lists["reasons_not_about_the_condition"]})
    return [
        ("", "Not told, or in other words below"),
        *((text, text[:1].upper() + text[1:]) for text in known),
    ]


class LegalEventForm(FactForm):
    """One event of a power."""

    title, button = "A power started, was extended or ended", "Record it"
    moments = (Moment("happened", "When it happened"),)
    narrow = ("told_by", "place", "hours", "authorised_by", "ground", "reason")
    kind = forms.ChoiceField(label="What happened?")
    told_by = forms.CharField(label="Who says so, by name", required=False, max_length=200)
    place = forms.CharField(label="Where", required=False, max_length=300)
    hours = forms.IntegerField(label="Extension: hours", required=False, min_value=1, max_value=72)
    authorised_by = forms.ChoiceField(label="Extension: authorised by", choices=AUTHORISED_BY, required=False)
    ground = forms.ChoiceField(label="Extension: ground", required=False)
    reason = forms.CharField(label="Extension: ground in other words", required=False, max_length=200)
    superintendent_approved = forms.ChoiceField(
        label="Extension: where the assessment is", choices=STATION, required=False, widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        self.choose("kind", [("", "Choose"), *((kind.value, kind.label) for kind in EventKind)])
        self.choose("ground", grounds())

    def clean(self) -> dict[str, Any]:
        """Hours are the extension's own: without them its end cannot be told."""
        said = super().clean()
        if (
            said.get("kind") == EventKind.S136B_EXTENSION
            and not said.get("hours")
            and "hours" not in self.errors
        ):
            self.add_error("hours", "Say by how many hours it was extended.")
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        record_legal_event(
            by=by,
            at=at,
            case=self.facts.case,
            kind=said["kind"],
            happened_at=said["happened_at"],
            told_by=said["told_by"],
            place=said["place"],
            hours=said["hours"],
            reason=said["reason"] or said["ground"],
            authorised_by=said["authorised_by"],
            superintendent_approved=yes_no(said["superintendent_approved"]),
            key=key,
        )
