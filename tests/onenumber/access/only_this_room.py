"""The addresses of this room alone, so that its tests do not depend on later rooms."""

from django.urls import include, path

urlpatterns = [path("", include("onenumber.access.urls"))]
handler400 = "onenumber.access.views.failures.bad_request"
handler403 = "onenumber.access.views.failures.not_found"
handler404 = "onenumber.access.views.failures.not_found"
handler429 = "onenumber.access.views.failures.too_many"
handler500 = "onenumber.access.views.failures.server_error"
