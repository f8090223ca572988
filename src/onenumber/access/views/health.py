"""Says that the service answers, that its database can be asked, and whether the worker is alive. Public; no data."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onenumber.access.queries.worker import worker_trouble
from onenumber.records import clock
from onenumber.records.wall_building import wall_trouble

NO_TEXTS = "texts: no gateway is set up, so none are sent; screen and e-mail stand in"


@login_not_required
@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 with "well", or "not well" and why; 503 when the database does not answer.

    A silent worker is no reason to take the web server away: the first word says it, the status does not.
    """
    try:
        trouble, wall = worker_trouble(clock.now()), wall_trouble(connection)
    except Error:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    lines = [f"not well: {trouble}" if trouble else "well"]
    if wall:
        lines.append(f"row security: {wall}")
    if settings.TEXT_GATEWAY is None:
        lines.append(NO_TEXTS)
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
