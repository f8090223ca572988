"""Addresses of this room."""

from django.urls import path

from onenumber.continuity import views

app_name = "continuity"
urlpatterns = [
    path("restored/", views.restored, name="restored"),
    path("paper/", views.paper, name="paper"),
    path("paper/<str:reference>/", views.period, name="period"),
    path("paper/<str:reference>/sheets/", views.hand_out, name="hand_out"),
    path("paper/<str:reference>/void/", views.void, name="void"),
    path("paper/<str:reference>/end/", views.paper_end, name="paper_end"),
]
