"""Addresses of this room."""

from django.urls import path

from onenumber.allocation import views

app_name = "allocation"
urlpatterns = [
    path("offers/new/<str:reference>/", views.offer, name="offer"),
    path("offers/<int:offer_id>/", views.answer, name="answer"),
    path("offers/<int:offer_id>/withdraw/", views.withdraw, name="withdraw"),
    path("cases/<str:reference>/doctors/", views.doctors, name="doctors"),
    path("cases/<str:reference>/ask/<slug:what>/", views.new_ask, name="new_ask"),
    path("cases/<str:reference>/beds/", views.beds, name="beds"),
    path("asks/<int:ask_id>/", views.ask, name="ask"),
    path("asks/<int:ask_id>/letter/", views.letter, name="letter"),
    path("asks/<int:ask_id>/<slug:step>/", views.ask_step, name="ask_step"),
    path("ask/<str:token>/", views.link, name="link"),
    path("back-up/new/", views.new_back_up, name="new_back_up"),
    path("back-up/<int:back_up_id>/", views.back_up, name="back_up"),
]
