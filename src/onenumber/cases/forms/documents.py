"""What follows a finished document: an addendum, whom it was given to, and a letter from approved text."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from onenumber.audit.models import Viewer
from onenumber.cases.actions import add_to_document, share_document
from onenumber.cases.forms.base import LONG_TEXT, FactForm
from onenumber.cases.models import Document
from onenumber.cases.queries import LetterSlot, document_title
from onenumber.design.moments import Moment

GIVEN = (
    "by hand, on paper", "secure e-mail", "post", "put on their record", "read aloud"
)  # fmt: skip


class _AboutDocument(FactForm):
    """One of the case's documents is chosen; the address may name it."""

    kinds: tuple[str, ...] = tuple(Document.Kind.values)

    def prepare(self) -> None:
        rows = [row for row in self.facts.documents if row.kind in self.kinds]
        self.choose("document", [("", "Choose"), *((str(row.number), document_title(row)) for row in rows)])
        self.initial.setdefault("document", self.asked.get("document", ""))

    @property
    def leads_to(self) -> str:
        return f"/cases/{self.facts.case.reference}/documents/{self.cleaned_data['document']}/"


class AddendumForm(_AboutDocument):
    """Later words to a finished report."""

    title, button, moments = "Add to a finished report", "Add it and lock it", ()
    lead = "What was finished stays as it was. This becomes an addendum with your name and the time."
    kinds = (Document.Kind.REPORT, Document.Kind.OUTLINE)
    document = forms.ChoiceField(label="To which?")
    words = forms.CharField(
        label="What is to be added", max_length=LONG_TEXT, widget=forms.Textarea({"rows": "8"})
    )

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        add_to_document(
            by=by, at=at, case=self.facts.case, number=int(said["document"]), words=said["words"], key=key
        )


class SharingForm(_AboutDocument):
    """Whom a document was given to."""

    title, button = "A document was given to somebody", "Record it"
    lead = "This writes down what was done. Nothing is sent from here."
    moments = (Moment("happened", "When it was given"),)
    document = forms.ChoiceField(label="Which document?")
    to_whom = forms.CharField(label="To whom: name and role", max_length=200)
    how = forms.ChoiceField(label="How", choices=[("", "Choose"), *((words, words) for words in GIVEN)])

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        share_document(
            by=by,
            at=at,
            case=self.facts.case,
            number=int(said["document"]),
            to_whom=said["to_whom"],
            how=said["how"],
            happened_at=said["happened_at"],
            key=key,
        )


class LetterForm(forms.Form):
    """Which approved text, and to whom."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    slot = forms.ChoiceField(
        label="Which?", widget=forms.RadioSelect, error_messages={"required": "Choose a letter or a sheet."}
    )
    to_name = forms.CharField(
        label="To whom: the name on the letter",
        max_length=200,
        error_messages={"required": "Write to whom the letter is addressed."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        slots: Iterable[LetterSlot],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(slot.name, slot.label) for slot in slots if slot.text]
