"""Every address of the service: each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("onenumber.access.urls")),
    path("", include("onenumber.messaging.urls")),
    path("", include("onenumber.workforce.urls")),
    path("", include("onenumber.continuity.urls")),
    path("", include("onenumber.rota.urls")),
    path("", include("onenumber.welfare.urls")),
    path("", include("onenumber.neighbours.urls")),
    path("", include("onenumber.fieldwork.urls")),
    path("", include("onenumber.hub.urls")),
    path("", include("onenumber.intake.urls")),
    path("", include("onenumber.cases.urls")),
    path("", include("onenumber.allocation.urls")),
    path("", include("onenumber.handover.urls")),
    path("", include("onenumber.returns.urls")),
    path("", include("onenumber.governance.urls")),
    path("", include("onenumber.demo.urls")),
]
handler400 = "onenumber.access.views.failures.bad_request"
handler403 = "onenumber.access.views.failures.not_found"
handler404 = "onenumber.access.views.failures.not_found"
handler500 = "onenumber.access.views.failures.server_error"
handler429 = "onenumber.access.views.failures.too_many"  # asked by allauth; Django has no 429 of its own
