"""Addresses of this room. A reference may stand in an address; a name or number never does."""

from django.urls import path

from onenumber.governance.views.destructions import destruction
from onenumber.governance.views.record import add, opened, record
from onenumber.governance.views.register import find, home, retention
from onenumber.governance.views.requests import end, given_out, subject_request

app_name = "governance"
urlpatterns = [
    path("records/", home, name="home"),
    path("records/schedule/", retention, name="schedule"),
    path("records/find/", find, name="find"),
    path("records/of/<str:reference>/", record, name="record"),
    path("records/of/<str:reference>/opened/", opened, name="opened"),
    path("records/of/<str:reference>/add/<str:what>/", add, name="add"),
    path("records/requests/<str:reference>/", subject_request, name="request"),
    path("records/requests/<str:reference>/given-out/", given_out, name="given_out"),
    path("records/requests/<str:reference>/end/", end, name="end"),
    path("records/destructions/<str:reference>/", destruction, name="destruction"),
]
