"""Addresses of this room."""

from django.urls import path

from onenumber.demo.views import sign_in

app_name = "demo"
urlpatterns = [path("demonstration/", sign_in, name="sign_in")]
