"""Addresses of this room."""

from django.urls import path

from onenumber.welfare import views

app_name = "welfare"
urlpatterns = [
    path("my-day/not-safe/", views.not_safe, name="not_safe"),
    path("safety-calls/<int:number>/", views.safety_call, name="safety_call"),
]
