"""Addresses of the duty list."""

from django.urls import path

from onenumber.rota.views import duty_list, import_list, withdraw

app_name = "rota"
urlpatterns = [
    path("duty/", duty_list, name="duty_list"),
    path("duty/import/", import_list, name="import_list"),
    path("duty/<int:duty_id>/withdraw/", withdraw, name="withdraw"),
]
