"""The page that a visitor meets before the screens of the roles (issue 2) stand."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvan.node.agencies.queries import names_of_agencies

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this system is and which agencies it serves; nothing of any document."""
    page = render(
        request,
        "home/home.html",
        {"title": settings.SITE.title, "agencies": names_of_agencies(), "demo": settings.SITE.demo},
    )
    page["Content-Security-Policy"] = POLICY
    return page
