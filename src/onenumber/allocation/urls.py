"""Addresses of this room."""

from django.urls import path

from onenumber.allocation.views.answer import answer
from onenumber.allocation.views.back_up import back_up, new_back_up
from onenumber.allocation.views.offer import offer, withdraw

app_name = "allocation"
urlpatterns = [
    path("offers/new/<str:reference>/", offer, name="offer"),
    path("offers/<int:offer_id>/", answer, name="answer"),
    path("offers/<int:offer_id>/withdraw/", withdraw, name="withdraw"),
    path("back-up/new/", new_back_up, name="new_back_up"),
    path("back-up/<int:back_up_id>/", back_up, name="back_up"),
]
