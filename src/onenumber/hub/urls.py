"""Addresses of the composite screens. A reference may stand in an address; a name or number never does."""

from django.urls import path

from onenumber.hub.views.board import board
from onenumber.hub.views.case import case, case_copy, case_print
from onenumber.hub.views.contact import contact, contact_add
from onenumber.hub.views.help import accessibility, feedback, keys
from onenumber.hub.views.history import find, history, history_export
from onenumber.hub.views.my_day import my_day, my_day_step
from onenumber.hub.views.reason import reason
from onenumber.hub.views.take import take, take_draft, take_new, take_put_aside

app_name = "hub"
urlpatterns = [
    path("board/", board, name="board"),
    path("history/", history, name="history"),
    path("history/export/", history_export, name="history_export"),
    path("find/", find, name="find"),
    path("contacts/<str:reference>/", contact, name="contact"),
    path("contacts/<str:reference>/add/", contact_add, name="contact_add"),
    path("take/", take_new, name="take"),
    path("take/<str:reference>/", take, name="take"),
    path("take/<str:reference>/draft/", take_draft, name="take_draft"),
    path("take/<str:reference>/put-aside/", take_put_aside, name="take_put_aside"),
    path("cases/<str:reference>/", case, name="case"),
    path("cases/<str:reference>/copy/", case_copy, name="case_copy"),
    path("cases/<str:reference>/print/", case_print, name="case_print"),
    path("cases/<str:reference>/reason/", reason, name="reason"),
    path("keys/", keys, name="keys"),
    path("accessibility/", accessibility, name="accessibility"),
    path("feedback/", feedback, name="feedback"),
    path("my-day/", my_day, name="my_day"),
    path("my-day/<str:reference>/<str:step>/", my_day_step, name="my_day_step"),
]
