"""What is said about an item: what is expected next, a question and its answer, and that it is accepted."""

from collections.abc import Mapping
from typing import Any

from django import forms

from onenumber.handover.models import ItemQuestion
from onenumber.handover.queries import ItemFacts

LONGEST = 400
AREA = {"rows": "3"}


class ItemForm(forms.Form):
    """One form of an item's page; `what` says which."""

    what = ""
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, item: ItemFacts, initial: dict[str, Any] | None = None
    ) -> None:
        self.item = item
        super().__init__(data, initial=self.begin() | (initial or {}), prefix=None)
        self.prepare()

    def begin(self) -> dict[str, Any]:
        """What stands in the form at first."""
        return {}

    def prepare(self) -> None:
        """Take away what cannot be asked of this item."""


class WordForm(ItemForm):
    """What is expected next; the giving side."""

    what = "word"
    words = forms.CharField(
        label="What the next duty needs to do or know", max_length=LONGEST, widget=forms.Textarea(AREA)
    )
    to_take_over = forms.BooleanField(label="The case is handed over: its holder leaves it", required=False)

    def begin(self) -> dict[str, Any]:
        said = self.item.sentence
        return {"words": said.words, "to_take_over": said.to_take_over}

    def prepare(self) -> None:
        if self.item.case is None or self.item.case.holder_id is None or self.item.item.kind != "case":
            del self.fields["to_take_over"]


class AskForm(ItemForm):
    """A question, or why it is not taken; the receiving side."""

    what = "ask"
    kind = forms.ChoiceField(
        label="What do you say?",
        choices=[("question", "I ask"), ("declined", "I do not take it")],
        widget=forms.RadioSelect,
        initial=ItemQuestion.Kind.QUESTION,
    )
    words = forms.CharField(
        label="Your question, or why not", max_length=LONGEST, widget=forms.Textarea(AREA)
    )


class AnswerForm(ItemForm):
    """The answer to the oldest question without one; the giving side."""

    what = "answer"
    question = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(label="Your answer", max_length=LONGEST, widget=forms.Textarea(AREA))

    def begin(self) -> dict[str, Any]:
        return {"question": self.item.open_questions[0].pk} if self.item.open_questions else {}


class AcceptForm(ItemForm):
    """It is mine from now on; where the case can be taken over, that is one's own tick."""

    what = "accept"
    take_over = forms.BooleanField(required=False)
    additional = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        if not self.item.can_be_taken_over:
            del self.fields["take_over"]
            return
        held = self.item.case.holder if self.item.case is not None else ""
        self.fields["take_over"].label = (
            f"I take the case over from {held}: the decisions are then mine"
            if held
            else "I take the case as well"
        )
