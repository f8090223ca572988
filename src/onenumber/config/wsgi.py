"""The WSGI application that the web server runs."""

import os
from importlib import import_module
from wsgiref.types import StartResponse, WSGIEnvironment

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from onenumber.config.frames import in_one_piece
from onenumber.config.starting import loading


class Application(WSGIHandler):
    """Django's own, each request with its frames in one piece of memory."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        return in_one_piece(super().__call__, environ, start_response)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onenumber.config.settings")
with loading():
    django.setup(set_prefix=False)
    import_module(settings.ROOT_URLCONF)  # every page's code, before the first request and not during it
application = Application()
