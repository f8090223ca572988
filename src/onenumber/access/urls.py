"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from onenumber.access.views.health import health
from onenumber.access.views.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("", include("onenumber.access.sign_in.urls")),
]
