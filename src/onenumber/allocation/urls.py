"""Addresses of this room."""

from django.urls import path

from onenumber.allocation import views

app_name = "allocation"
urlpatterns = [
    path("offers/new/<str:reference>/", views.offer, name="offer"),
    path("offers/<int:offer_id>/", views.answer, name="answer"),
    path("offers/<int:offer_id>/withdraw/", views.withdraw, name="withdraw"),
    path("back-up/new/", views.new_back_up, name="new_back_up"),
    path("back-up/<int:back_up_id>/", views.back_up, name="back_up"),
]
