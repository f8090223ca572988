"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from onenumber.access.views.health import health
from onenumber.access.views.home import home
from onenumber.access.views.openings import opening, openings
from onenumber.access.views.users import end_role, settings_page, switch_user, user_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("openings/", openings, name="openings"),
    path("openings/<int:number>/", opening, name="opening"),
    path("settings/", settings_page, name="settings"),
    path("settings/users/<int:number>/", user_page, name="settings_user"),
    path("settings/users/<int:number>/end/<int:grant_number>/", end_role, name="settings_end_role"),
    path("settings/users/<int:number>/closed/", switch_user, name="settings_switch_user"),
    path("", include("onenumber.access.sign_in.urls")),
]
