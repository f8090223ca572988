"""The page that asks why a record is opened without a working relationship (break-glass).

The hub finds the record, this page asks. It shows the reference and nothing about the person.
"""

from http import HTTPStatus
from uuid import uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from onenumber.access.actions import give_reason
from onenumber.access.models import ViewerRequest
from onenumber.access.policies import may_give_reason
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.records.submissions import read_key


class ReasonForm(forms.Form):
    """One sentence."""

    reason = forms.CharField(
        label="Why do you need to open this record?",
        help_text="One sentence is enough. It is kept, and the AMHP lead reads it.",
        min_length=10,
        max_length=400,
        widget=forms.Textarea(attrs={"autofocus": True, "rows": 3}),
        error_messages={
            "required": "Say why you need to open this record.",
            "min_length": "Say a little more: the AMHP lead will read this.",
            "max_length": "Use at most 400 characters. The rest belongs in a note on the case.",
        },
    )


def ask_reason(
    request: ViewerRequest, *, person_id: int, service_id: int, reference: str, leads_to: str
) -> HttpResponse:
    """Show the page, or take the reason and go on to `leads_to`. NotAllowed for roles that never may."""
    if not may_give_reason(request.viewer, service_id=service_id):
        raise NotAllowed("record.reason_given")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_reason(
            by=request.viewer,
            at=request.at,
            person_id=person_id,
            service_id=service_id,
            reason=form.cleaned_data["reason"],
            leads_to=leads_to,
            key=read_key(request.POST.get("key")),
        )
        return HttpResponseRedirect(leads_to, status=HTTPStatus.SEE_OTHER)
    about(request, title=f"Reason to open {reference}", has_errors=bool(form.errors))
    facts = {"form": form, "reference": reference, "key": uuid4()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "access/reason.html", facts, status=status)
