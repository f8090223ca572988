"""Addresses of this room."""

from django.urls import path

from onenumber.neighbours import views

app_name = "neighbours"
urlpatterns = [
    path("agreements/", views.agreement_index, name="agreements"),
    path("agreements/export/", views.agreements_export, name="agreements_export"),
    path("agreements/new/<str:what>/", views.agreement_new, name="agreement_new"),
    path("agreements/<int:number>/", views.agreement, name="agreement"),
    path("agreements/<int:number>/replace/", views.agreement_replace, name="agreement_replace"),
    path("requests/", views.request_index, name="requests"),
    path("requests/asked/", views.request_asked, name="request_asked"),
    path("requests/new/<str:reference>/", views.request_new, name="request_new"),
    path("requests/<int:number>/", views.request_page_of, name="request"),
]
