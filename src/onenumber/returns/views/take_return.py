"""Take the return of a period as one file: CSV tables and the manifest that lists every rule broken."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import Role, ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.design.period import PeriodForm
from onenumber.organisations.models import Service
from onenumber.returns.actions import export_return


def _service(request: ViewerRequest) -> Service:
    numbers = request.viewer.services(Role.AMHP_LEAD, Role.MANAGER)
    services = Service.objects.filter(id__in=numbers).order_by("id")
    wanted = request.GET.get("service", "")
    found = next((each for each in services if wanted in {"", each.prefix}), None)
    if found is None:
        raise NotAllowed("return.exported")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def take_return(request: ViewerRequest) -> HttpResponse:
    """The form, and on posting it the zip."""
    service = _service(request)
    form = PeriodForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _zip(request, service, form)
    refused = request.method == "POST"
    about(request, title="Return", has_errors=refused)
    shown = {"form": form, "service": service, "key": uuid4()}
    return render(request, "returns/take_return.html", shown, status=422 if refused else 200)


def _zip(request: ViewerRequest, service: Service, form: PeriodForm) -> HttpResponse:
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    held = BytesIO()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "return"
        export_return(
            by=request.viewer, at=request.at, service=service, first=first, last=last, folder=folder
        )
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(folder.iterdir()):
                packed.write(file, file.name)
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="return-{service.prefix}-{first}-{last}.zip"'
    return answer
