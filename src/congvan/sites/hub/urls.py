"""Addresses of the hub: the protocol under /v1/, the console under /truc/."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from congvan.base.http import healthz, readyz
from congvan.hub.api import errors as protocol
from congvan.hub.api.home import home
from congvan.hub.console.door import enter
from congvan.hub.console.routes import ROUTES
from congvan.ui import errors as pages
from congvan.ui.routes import paths

PROTOCOL = "/v1/"

urlpatterns = [
    path("", home),
    path("healthz", healthz),
    path("readyz", readyz),
    path("v1/", include("congvan.hub.api.urls")),
    *paths(ROUTES, enter),
    path("", include("congvan.ui.urls")),
]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Programs are answered in JSON, people with a page."""
    if request.path.startswith(PROTOCOL):
        return protocol.not_found(request, exception)
    return pages.not_found(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """As above, for a bug."""
    return protocol.fault(request) if request.path.startswith(PROTOCOL) else pages.fault(request)


handler400 = "congvan.ui.errors.bad_request"
handler403 = "congvan.ui.errors.forbidden"
handler404 = "congvan.sites.hub.urls.not_found"
handler500 = "congvan.sites.hub.urls.fault"
