"""The WSGI application that the web server runs."""

import os
from wsgiref.types import StartResponse, WSGIEnvironment

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from onenumber.config.frames import in_one_piece


class Application(WSGIHandler):
    """Django's own, each request with its frames in one piece of memory."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        return in_one_piece(super().__call__, environ, start_response)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
django.setup(set_prefix=False)
application = Application()
