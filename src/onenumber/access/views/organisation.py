"""To the organisation's identity provider and back."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onenumber.access.provider import OrganisationAdapter


def _adapter(request: HttpRequest) -> OrganisationAdapter:
    if settings.IDENTITY_PROVIDER is None and not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
    return OrganisationAdapter(request, "organisation")


@login_not_required
@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the identity provider; by a form of ours, so that no other site can start it."""
    try:
        answer: HttpResponse = OAuth2LoginView.adapter_view(_adapter(request))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    return answer


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(_adapter(request))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    return answer
