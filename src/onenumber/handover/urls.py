"""Addresses of this room."""

from django.urls import path

from onenumber.handover import views

app_name = "handover"
urlpatterns = [
    path("handover/", views.current, name="current"),
    path("handover/past/", views.past, name="past"),
    path("handover/<int:number>/", views.handover, name="list"),
    path("handover/<int:number>/add/", views.add, name="add"),
    path("handover/<int:number>/print/", views.handover_print, name="print"),
    path("handover/<int:number>/sign/", views.sign, name="sign"),
    path("handover/items/<int:number>/", views.item, name="item"),
]
