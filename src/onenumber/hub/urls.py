"""Addresses of the composite screens. A reference may stand in an address; a name or number never does."""

from django.urls import path

from onenumber.hub.views.board import board
from onenumber.hub.views.case import case, case_copy, case_print
from onenumber.hub.views.history import find, history, history_export

app_name = "hub"
urlpatterns = [
    path("board/", board, name="board"),
    path("history/", history, name="history"),
    path("history/export/", history_export, name="history_export"),
    path("find/", find, name="find"),
    path("cases/<str:reference>/", case, name="case"),
    path("cases/<str:reference>/copy/", case_copy, name="case_copy"),
    path("cases/<str:reference>/print/", case_print, name="case_print"),
]
