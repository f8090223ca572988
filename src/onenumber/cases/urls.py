"""Addresses of this room."""

from django.urls import path

from onenumber.cases.views import (
    add,
    delays,
    delays_export,
    delays_of_case,
    document,
    document_pdf,
    letters,
    report,
    report_draft_kept,
)

app_name = "cases"
urlpatterns = [
    path("cases/<str:reference>/add/<slug:what>/", add, name="add"),
    path("cases/<str:reference>/report/", report, name="report"),
    path("cases/<str:reference>/report/draft/", report_draft_kept, name="report_draft"),
    path("cases/<str:reference>/documents/<int:number>/", document, name="document"),
    path("cases/<str:reference>/documents/<int:number>/pdf/", document_pdf, name="document_pdf"),
    path("cases/<str:reference>/letters/", letters, name="letters"),
    path("cases/<str:reference>/delays/", delays_of_case, name="delays_of_case"),
    path("delays/", delays, name="delays"),
    path("delays/export/", delays_export, name="delays_export"),
]
