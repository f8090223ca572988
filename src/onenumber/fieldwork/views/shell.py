"""What a phone needs before it has signal: the service worker, an empty page, and a fresh token for its forms."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onenumber.allocation.models import BackUp
from onenumber.design.about import about

WORKER = "design/js/service_worker.js"


@login_not_required
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """At the root, so that its reach is every page; asked for afresh each time, so that a new one is seen."""
    text = Path(str(finders.find(WORKER))).read_text(encoding="utf-8")
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page shown without signal. It is the same for everybody, and holds nothing about anybody."""
    about(request, title="No signal", bare=True)
    return render(request, "fieldwork/shell.html", {"why": BackUp.Why.choices})


@login_not_required
@never_cache
@require_safe
def form_token(request: HttpRequest) -> HttpResponse:
    """The token a form needs; fetched when something is sent, since the one on an old page may be over."""
    return JsonResponse({"token": get_token(request)})
