"""A page that asks for a reason before a record opens (break-glass): shown instead of the case, never beside it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.access.panels import ask_reason
from onenumber.cases.queries import AskReason, case_for

LONGEST = 200  # of an address that leads back


def _page_that_asked(request: ViewerRequest) -> str:
    """A page of this service, as the address says; empty where it says none."""
    asked_by = request.GET.get("next", "")
    sound = (
        asked_by.startswith("/")
        and asked_by.isascii()
        and asked_by.isprintable()
        and len(asked_by) <= LONGEST
    )
    return asked_by if sound and url_has_allowed_host_and_scheme(asked_by, None) else ""


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: ViewerRequest, reference: str) -> HttpResponse:
    """Ask, and on a reason open the case, or go back to the page that asked. What is open already opens at once."""
    address = _page_that_asked(request) or reverse("hub:case", args=[reference])
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
