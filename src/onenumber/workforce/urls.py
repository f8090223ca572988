"""Addresses of the people who serve."""

from django.urls import path

from onenumber.workforce.views import people

app_name = "workforce"
urlpatterns = [path("people/", people, name="people")]
