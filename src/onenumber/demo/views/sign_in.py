"""One click signs in as any role: only in a demonstration folder, where everything is invented."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import User
from onenumber.demo.queries import cast_of
from onenumber.design.about import about
from onenumber.records import clock


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Everybody by role; POST signs in as one of them. A live service has no such page (404)."""
    if not settings.DEMONSTRATION:
        raise Http404("no such page")
    parts = cast_of(at=clock.now())
    if request.method == "POST":
        wanted = request.POST.get("user", "")
        for member in (member for part in parts for member in part.members):
            if str(member.user_id) == wanted:
                login(
                    request, User.objects.get(pk=member.user_id), backend=settings.AUTHENTICATION_BACKENDS[0]
                )
                return HttpResponseRedirect("/")
    about(request, title="Try it as anyone")
    return render(
        request, "demo/sign_in.html", {"parts": parts}, status=422 if request.method == "POST" else 200
    )
