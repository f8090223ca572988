"""Withdraw one line of the duty list, with a reason."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.records.submissions import read_key
from onenumber.rota.actions import withdraw_duty
from onenumber.rota.forms import WithdrawForm
from onenumber.rota.policies import may_withdraw_duty
from onenumber.rota.queries import duty_of


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ViewerRequest, duty_id: int) -> HttpResponse:
    """The line once more, and the one question: why."""
    duty = duty_of(request.viewer, duty_id)
    if duty is None or not may_withdraw_duty(request.viewer, duty=duty):
        raise NotAllowed("duty.withdrawn")
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        key = read_key(form.cleaned_data["key"])
        withdraw_duty(
            by=request.viewer, at=request.at, duty=duty, reason=form.cleaned_data["reason"], key=key
        )
        messages.success(request, f"{duty.practitioner.name} is off the duty list for that time.")
        return HttpResponseRedirect("/duty/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Withdraw a duty", has_errors=form.is_bound)
    status = 422 if form.is_bound else 200
    return render(request, "rota/withdraw.html", {"duty": duty, "form": form}, status=status)
