"""Whom to ask, how, and by when an answer is wanted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms

from amhp.calendar import say_left, say_time
from onenumber.allocation.queries import Order

TOGETHER, IN_TURN = "together", "in_turn"
HOW = ((TOGETHER, "All at once, first to accept"), (IN_TURN, "One after another"))


class OfferForm(forms.Form):
    """Nobody is ticked by the page; the sender ticks."""

    ask = forms.TypedMultipleChoiceField(
        label="Ask", coerce=int, error_messages={"required": "Tick who to ask. You can tick several."}
    )
    how = forms.ChoiceField(label="How to ask", choices=HOW, initial=TOGETHER, widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(label="Answer wanted by", coerce=int, widget=forms.RadioSelect)
    line = forms.CharField(
        label="Add a line, if it helps",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="No name, age or address: it goes out by e-mail.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, people: Sequence[int], minutes: Sequence[int], at: datetime
    ) -> None:
        super().__init__(data, initial={"minutes": minutes[0], "how": TOGETHER})
        ask, wanted = self.fields["ask"], self.fields["minutes"]
        assert isinstance(ask, forms.TypedMultipleChoiceField)
        assert isinstance(wanted, forms.TypedChoiceField)
        ask.choices = [(number, str(number)) for number in people]
        wanted.choices = [(m, _by(m, at)) for m in minutes]

    @property
    def ticked(self) -> frozenset[str]:
        """The ids ticked so far, for drawing the page again."""
        getlist = getattr(self.data, "getlist", None)
        return frozenset(getlist("ask")) if getlist else frozenset()


def _by(minutes: int, at: datetime) -> str:
    return f"{say_time(at + timedelta(minutes=minutes))} ({say_left(timedelta(minutes=minutes))})"


class OrderForm(forms.Form):
    """The order of the list, which the user may change."""

    order = forms.ChoiceField(
        label="Order by", required=False, choices=[(order.value, order.words) for order in Order]
    )


class AnswerForm(forms.Form):
    """Accept or decline; a reason for declining is welcome, never required."""

    answer = forms.ChoiceField(
        choices=(("accept", "Accept"), ("decline", "Decline")),
        error_messages={
            "required": "Choose Accept or Decline.",
            "invalid_choice": "Choose Accept or Decline.",
        },
    )
    additional = forms.BooleanField(required=False)
    reason = forms.CharField(
        label="Why, if you like to say",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
