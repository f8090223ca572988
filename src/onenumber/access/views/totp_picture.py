"""The square picture that an authenticator app reads, as a file of our own: the content policy allows no other."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onenumber.access.models import ViewerRequest


@never_cache
@require_safe
def totp_picture(request: ViewerRequest) -> HttpResponse:
    """The picture for the secret that this sign-in is setting up; 404 when it is not."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")
