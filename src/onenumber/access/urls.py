"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from onenumber.access.views.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
]
