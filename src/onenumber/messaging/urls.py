"""Addresses of this room."""

from django.urls import path

from onenumber.messaging.views.callbacks import receipts, texts
from onenumber.messaging.views.reach import reach
from onenumber.messaging.views.texts import text

app_name = "messaging"
urlpatterns = [
    path("messages/yours/", reach, name="reach"),
    path("messages/texts/<int:text_id>/", text, name="text"),
    path("callbacks/notify/receipts/", receipts, name="receipts"),
    path("callbacks/notify/texts/", texts, name="texts"),
]
