"""Addresses of the people who serve."""

from django.urls import path

from onenumber.workforce.views import doctors, people, withdraw_free_time

app_name = "workforce"
urlpatterns = [
    path("people/", people, name="people"),
    path("doctors/", doctors, name="doctors"),
    path("doctors/<int:number>/withdraw/", withdraw_free_time, name="withdraw_free_time"),
]
