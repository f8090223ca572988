"""Addresses of this room."""

from django.urls import path

from onenumber.cases.views import add

app_name = "cases"
urlpatterns = [path("cases/<str:reference>/add/<slug:what>/", add, name="add")]
