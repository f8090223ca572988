"""A page that asks for a reason before a record opens (break-glass): shown instead of the case, never beside it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.access.panels import ask_reason
from onenumber.cases.queries import AskReason, case_for


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: ViewerRequest, reference: str) -> HttpResponse:
    """Ask, and on a reason open the case. A case already open to the viewer opens at once."""
    address = reverse("hub:case", args=[reference])
    try:
        case_for(request.viewer, reference)
    except AskReason as asked:
        return ask_reason(
            request,
            person_id=asked.person_id,
            service_id=asked.service_id,
            reference=reference,
            leads_to=address,
        )
    return HttpResponseRedirect(address, status=303)
