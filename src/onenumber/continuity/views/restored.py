"""/restored/: the records were put back from a backup: which numbers are missing, and who knows of it."""

from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.continuity.presenters import restored_lines
from onenumber.design.about import about
from onenumber.organisations.actions import acknowledge_restored
from onenumber.organisations.policies import may_acknowledge
from onenumber.organisations.queries import restorations
from onenumber.records.submissions import read_key

SEE_OTHER = 303


@require_http_methods(["GET", "HEAD", "POST"])
def restored(request: ViewerRequest) -> HttpResponse:
    """Every time it happened, the newest first; the newest that nobody has acknowledged can be."""
    viewer = request.viewer
    rows = restorations(viewer)
    waiting = next(
        (row for row in rows if row.acknowledged_at is None and may_acknowledge(viewer, restoration=row)),
        None,
    )
    if request.method == "POST":
        if waiting is None:
            raise NotAllowed("service.restore_acknowledged")
        key = read_key(request.POST.get("key"))
        acknowledge_restored(by=viewer, at=request.at, restoration=waiting, key=key)
        return HttpResponseRedirect("/restored/", status=SEE_OTHER)
    about(request, title="Put back from a backup")
    shown = {"rows": restored_lines(rows, at=request.at), "waiting": waiting, "key": uuid4()}
    return render(request, "continuity/restored.html", shown)
