"""Past contacts and cases: found by reference, name, kind, place, outcome and day; printed and taken along as CSV."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import Role, ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.models import Case
from onenumber.cases.queries import AskReason, NotFound, case_for
from onenumber.continuity.policies import may_type
from onenumber.design.about import about
from onenumber.design.exports import csv_file
from onenumber.hub.actions.take_history import take_history
from onenumber.hub.forms.history import HistoryForm
from onenumber.hub.policies import may_see_names, service_of
from onenumber.hub.presenters.history import HistoryLine, line, present_history
from onenumber.hub.queries.history import Wanted, history_rows, read_history, wanted_contacts
from onenumber.intake.models import Contact
from onenumber.intake.queries import contact as contact_of
from onenumber.persons.queries import standing_of

HEADINGS = ("Contact", "Received", "Kind", "Locality", "Who referred", "What became of it", "Case", "Outcome")


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: ViewerRequest) -> HttpResponse:
    """The list; what is looked for is posted when it may hold a name."""
    viewer = request.viewer
    service = service_of(viewer, request.GET.get("service", ""))
    given = (request.POST if request.method == "POST" else request.GET).copy()
    if request.method != "POST":
        given["text"] = ""  # a name never stands in an address
    form = HistoryForm(given, service=service)
    sound = form.is_valid()
    names = may_see_names(viewer, service_id=service.pk)
    page = int(number) if (number := given.get("page", "1")).isdecimal() and len(number) < 7 else 1
    found = read_history(viewer, service, form.wanted() if sound else Wanted(), page=page, names=names)
    about(request, title="Past contacts and cases", has_errors=not sound)
    return render(
        request,
        "hub/history.html",
        {
            "form": form,
            "history": present_history(found),
            "service": service,
            "names": names,
            "types_paper": may_type(viewer, service_id=service.pk),
        },
        status=200 if sound else 422,
    )


@require_POST
def history_export(request: ViewerRequest) -> HttpResponse:
    """The list as CSV, without anything that names a person; the taking is audited."""
    service = service_of(request.viewer, request.GET.get("service", ""))
    form = HistoryForm(request.POST, service=service)
    wanted = form.wanted() if form.is_valid() else Wanted()
    if not request.viewer.may_in(service.pk, (Role.AMHP_LEAD, Role.HUB_AMHP)):
        raise NotAllowed("history.taken")
    rows = history_rows(
        wanted_contacts(request.viewer, service, wanted).order_by("happened_at", "id"), names=False
    )
    take_history(by=request.viewer, at=request.at, service=service)
    return csv_file("contacts.csv", HEADINGS, [_cells(line(row), row.received_at) for row in rows])


def _cells(shown: HistoryLine, received_at: datetime) -> tuple[str, ...]:
    return (
        shown.reference,
        received_at.isoformat(timespec="minutes"),
        shown.kind,
        shown.locality,
        shown.source,
        shown.became,
        shown.case_reference,
        shown.outcome,
    )


def _address_of(request: ViewerRequest, wanted: str) -> str | None:
    """Where a reference leads for this viewer; nothing where it is none of theirs, as if it did not exist."""
    services = request.viewer.services()
    if wanted.isdecimal():
        ending = {"service_id__in": services, "reference__endswith": f"-{wanted}"}
        whole = Case.objects.filter(**ending).order_by("-id").values_list("reference", flat=True).first()
        whole = (
            whole
            or Contact.objects.filter(**ending).order_by("-id").values_list("reference", flat=True).first()
        )
        wanted = whole or wanted
    try:
        return reverse("hub:case", args=[case_for(request.viewer, wanted).reference])
    except AskReason as asked:
        return str(asked.ask_at)
    except NotFound:
        found = contact_of(request.viewer, wanted) if wanted else None
        hidden = (
            found is not None
            and found.person is not None
            and standing_of(request.viewer, found.person) == "hidden"
        )
        return None if found is None or hidden else reverse("hub:contact", args=[found.reference])


@require_POST
def find(request: ViewerRequest) -> HttpResponse:
    """Go to a reference: WM-26-1856, 1856 alone, or C-26-10419."""
    typed = request.POST.get("reference", "").replace("\0", "")
    wanted = " ".join(typed.split()).upper()[:20]
    address = _address_of(request, wanted)
    if address is not None:
        return redirect(address)
    about(request, title="Not found")
    return render(request, "hub/not_found.html", {"wanted": wanted}, status=404)
