"""Addresses of the node."""

from django.urls import include, path

from congvan.base.http import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("congvan.ui.urls")),
    path("", include("congvan.node.web.routes")),
]

handler400 = "congvan.ui.errors.bad_request"
handler403 = "congvan.ui.errors.forbidden"
handler404 = "congvan.ui.errors.not_found"
handler500 = "congvan.ui.errors.fault"
