"""To the organisation's identity provider and back."""

import logging
from http import HTTPStatus

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from onenumber.access.provider import OrganisationAdapter

log = logging.getLogger(__name__)
# What a stranger's server answers may have any shape; the log says which line stumbled over it.
NOT_USABLE = (OAuth2Error, RequestException, LookupError, TypeError, ValueError, AttributeError)


def _adapter(request: HttpRequest) -> OrganisationAdapter:
    if settings.IDENTITY_PROVIDER is None and not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
    return OrganisationAdapter(request, "organisation")


def _through(step: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest) -> HttpResponse:
    try:
        answer: HttpResponse = step.adapter_view(_adapter(request))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    except NOT_USABLE:
        log.warning("The identity provider's answer could not be used", exc_info=True)
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.UNAUTHORIZED)
    return answer


@login_not_required
@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the identity provider; by a form of ours, so that no other site can start it."""
    return _through(OAuth2LoginView, request)


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code."""
    return _through(OAuth2CallbackView, request)
