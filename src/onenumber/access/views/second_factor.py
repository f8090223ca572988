"""Setting up an authenticator app: the page, and the square picture that the app reads."""

from http import HTTPStatus

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onenumber.access.models import ViewerRequest


@never_cache
def set_up_app(request: ViewerRequest) -> HttpResponse:
    """allauth's page; a code that was right has proved this sign-in a second time."""
    answer: HttpResponse = totp.activate_totp(request)
    begun = request.method == "POST" and answer.status_code == HTTPStatus.FOUND
    if begun and SECRET_SESSION_KEY not in request.session:
        record_authentication(request, request.user, "mfa", type="totp")
    return answer


@never_cache
@require_safe
def totp_picture(request: ViewerRequest) -> HttpResponse:
    """The picture for the secret being set up, a file of our own: the content policy allows no other; else 404."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")
