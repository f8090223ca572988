"""Where GOV.UK Notify posts receipts and replies: signed out, with the bearer token it was given for this.

Without the token the answer is 401 whatever the body says. A body that cannot be used is 400 (no JSON) or 422 (which
field); Notify tries again after a 429 or a 5xx only (every five minutes, five times), and the worker asks for
what it missed.
"""

import json
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from onenumber.access.models import ViewerRequest
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import note_receipt, receive_text
from onenumber.messaging.forms.callbacks import Unreadable, read_receipt, read_reply
from onenumber.messaging.models import InboundText
from onenumber.messaging.queries.texts import service_of_text
from onenumber.records.wall import as_the_service

LONGEST = 64 * 1024
log = logging.getLogger(__name__)


def _bears_token(request: ViewerRequest) -> bool:
    way = settings.TEXT_GATEWAY
    said = request.headers.get("Authorization", "")
    return bool(way and way.callback_token and constant_time_compare(said, f"Bearer {way.callback_token}"))


def _said_no(status: HTTPStatus, why: str) -> HttpResponse:
    return JsonResponse({"error": why}, status=status)


def _callback(take: Callable[[ViewerRequest, Any], HttpResponse]) -> Callable[[ViewerRequest], HttpResponse]:
    """A view of one callback: token, size and JSON checked."""

    @wraps(take)
    def view(request: ViewerRequest) -> HttpResponse:
        if not _bears_token(request):
            answer = _said_no(HTTPStatus.UNAUTHORIZED, "a bearer token is needed")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        if len(request.body) > LONGEST:
            return _said_no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too long")
        try:
            return take(request, json.loads(request.body))
        except Unreadable as problem:
            log.warning("a callback of the text gateway could not be used: %s", problem)
            return _said_no(HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
        except (ValueError, RecursionError):
            return _said_no(HTTPStatus.BAD_REQUEST, "the body is not JSON")

    return login_not_required(csrf_exempt(require_POST(as_the_service(view))))


@_callback
def receipts(request: ViewerRequest, body: Any) -> HttpResponse:
    """What became of a message; of one that is not ours nothing is kept."""
    receipt = read_receipt(body)
    if receipt.reference is not None:
        note_receipt(at=request.at, reference=receipt.reference, status=receipt.status)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@_callback
def texts(request: ViewerRequest, body: Any) -> HttpResponse:
    """A text that came in, kept once however often it is posted."""
    reply = read_reply(body)
    if InboundText.objects.filter(gateway_id=reply.gateway_id).exists():
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    service = service_of_text(reply.number)
    if service is None:
        return _said_no(HTTPStatus.SERVICE_UNAVAILABLE, "no service is set up yet")
    by = Viewer.itself(service.pk, request.at, name="GOV.UK Notify")
    try:
        receive_text(
            by=by,
            at=request.at,
            service=service,
            gateway_id=reply.gateway_id,
            number=reply.number,
            to_number=reply.to_number,
            text=reply.text,
            received_at=min(reply.received_at, request.at),
        )
    except IntegrityError:  # the same text, posted twice at once: the other one kept it
        if not InboundText.objects.filter(gateway_id=reply.gateway_id).exists():
            raise
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
