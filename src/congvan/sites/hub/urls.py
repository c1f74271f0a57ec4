"""Addresses of the hub."""

from django.urls import include, path

from congvan.base.http import healthz, readyz
from congvan.hub.api.home import home

urlpatterns = [
    path("", home),
    path("healthz", healthz),
    path("readyz", readyz),
    path("v1/", include("congvan.hub.api.urls")),
    path("", include("congvan.ui.urls")),
]

handler404 = "congvan.hub.api.errors.not_found"
handler500 = "congvan.hub.api.errors.fault"
