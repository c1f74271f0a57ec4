"""Addresses of the test site: the foundation, and one view that fails."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import include, path

from tests.ui import local_signer


def broken(_request):
    raise RuntimeError("a fault")


def denied(_request):
    raise PermissionDenied


def suspicious(_request):
    raise SuspiciousOperation


urlpatterns = [
    path("hong/", broken),
    path("cam/", denied),
    path("la/", suspicious),
    path("ky-tren-may/", local_signer.page),
    path("ky-tren-may/tra-loi/", local_signer.answers),
    path("", include("congvan.ui.urls")),
]
handler400 = "congvan.ui.errors.bad_request"
handler403 = "congvan.ui.errors.forbidden"
handler404 = "congvan.ui.errors.not_found"
handler500 = "congvan.ui.errors.fault"
