"""The first page after signing in: each role's own work (screens GUIDE, "Page map by role")."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onenumber.access.models import Role, ViewerRequest
from onenumber.design.about import about
from onenumber.design.parts import Notice

OPENS_ON = (
    ((Role.HUB_AMHP, Role.AMHP_LEAD, Role.EDT_OFFICER, Role.TRAINEE, Role.SUPPORT), "/board/"),
    ((Role.LOCALITY_AMHP,), "/my-day/"),
    ((Role.MANAGER,), "/return/"),
    ((Role.SYSTEM_ADMIN,), "/settings/"),
)
NO_ROLE = Notice(
    heading="You have no role at this moment",
    text=(
        "You are signed in, but no role of yours is in force.",
        "Ask your system administrator to give you one.",
    ),
    links=(("Your sign-ins", "/sign-in/yours/"),),
)
NO_PAGE = Notice(
    heading="There is no page for your role yet",
    text=(
        "Your role has no pages in this version of One Number.",
        "Your sign-in works, and nothing else is needed of you.",
    ),
    links=(("Your sign-ins", "/sign-in/yours/"),),
)


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Lead on to the first page of the role, or say that there is none."""
    for roles, page in OPENS_ON:
        if request.viewer.services(*roles):
            return HttpResponseRedirect(page)
    notice = NO_PAGE if request.viewer.grants else NO_ROLE
    about(request, title=notice.heading)
    return render(request, "design/notice.html", {"notice": notice})
