"""Addresses of this room."""

from django.urls import path

from onenumber.returns.views.take_return import take_return

app_name = "returns"
urlpatterns = [path("return/", take_return, name="take_return")]
