"""The WSGI application that the web server runs."""

import os
from wsgiref.types import StartResponse, WSGIEnvironment

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase
from django.urls import get_resolver

from onenumber.config.frames import in_one_piece
from onenumber.config.starting import loading


class Application(WSGIHandler):
    """Django's own, each request with its frames in one piece of memory."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        return in_one_piece(super().__call__, environ, start_response)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
with loading():
    django.setup(set_prefix=False)
    assert get_resolver().url_patterns  # every page's code, before the first request and not during it
application = Application()
