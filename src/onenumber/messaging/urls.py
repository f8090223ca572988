"""Addresses of this room."""

from django.urls import path

from onenumber.messaging.views.callbacks import receipts, texts

app_name = "messaging"
urlpatterns = [
    path("callbacks/notify/receipts/", receipts, name="receipts"),
    path("callbacks/notify/texts/", texts, name="texts"),
]
