"""Addresses of this room."""

from django.urls import path

from onenumber.fieldwork import views

app_name = "fieldwork"
urlpatterns = [
    path("sw.js", views.service_worker, name="service_worker"),
    path("phone/", views.shell, name="shell"),
    path("phone/token/", views.form_token, name="form_token"),
    path("phone/hand-in/", views.hand_in, name="hand_in"),
    path("phone/hand-in/signed-out/", views.hand_in_signed_out, name="hand_in_signed_out"),
    path("phone-entries/", views.phone_entries, name="phone_entries"),
    path("phone-entries/<int:number>/", views.phone_entry, name="phone_entry"),
]
