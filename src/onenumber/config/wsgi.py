"""The WSGI application that the web server runs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

from onenumber.config.frames import in_one_piece


class Application(WSGIHandler):
    """Django's own, each request with its frames in one piece of memory."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return in_one_piece(super().__call__, environ, start_response)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
django.setup(set_prefix=False)
application = Application()
