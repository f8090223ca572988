"""allauth answers a form with mistakes with 200; here it is 422, as on every other page."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def unprocessable(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same view, with 422 when it shows its form again with errors."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = view(request, *args, **kwargs)
        if (
            isinstance(answer, TemplateResponse)
            and request.method == "POST"
            and answer.status_code == HTTPStatus.OK
        ):
            form = (answer.context_data or {}).get("form")
            if form is not None and form.errors:
                answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer

    return shown
