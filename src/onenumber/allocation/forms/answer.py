"""Accept or decline, and take back. A reason is welcome and never required."""

from django import forms


class AnswerForm(forms.Form):
    """The answer of the one asked."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    answer = forms.ChoiceField(
        choices=[("accept", "Accept"), ("decline", "Decline")],
        error_messages={
            "required": "Choose Accept or Decline.",
            "invalid_choice": "Choose Accept or Decline.",
        },
    )
    additional = forms.ChoiceField(choices=[("", ""), ("yes", "Yes")], required=False)
    reason = forms.CharField(
        label="If you decline, a reason helps the hub. You need not give one", required=False, max_length=300
    )


class WithdrawForm(forms.Form):
    """Why an offer is taken back, if the hub wants to say."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=300)
