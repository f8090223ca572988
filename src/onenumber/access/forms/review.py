"""What the AMHP lead found about an opening."""

from django import forms

from onenumber.access.models import OpeningReview


class ReviewForm(forms.Form):
    """A finding, and a note where there is something to say."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=OpeningReview.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed when you asked the colleague or took it further.",
    )

    def clean(self) -> dict[str, object]:
        """Anything but "in order" wants a sentence."""
        found = super().clean() or {}
        if (
            found.get("finding") not in {None, OpeningReview.Finding.IN_ORDER}
            and not str(found.get("note", "")).strip()
        ):
            self.add_error("note", "Say what you asked, or where you took it.")
        return found
