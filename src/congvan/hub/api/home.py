"""The plain page at the hub's root: what this is, who takes part, how much is under way."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congvan.hub.members import queries as members
from congvan.hub.relay import queries

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def home(request: HttpRequest) -> HttpResponse:
    """No account is needed: the page names members and counts, never a document."""
    packets, waiting = queries.counts()
    context = {
        "title": settings.SITE.title,
        "demo": settings.SITE.demo,
        "members": members.members_by_name(),
        "packets": packets,
        "waiting": waiting,
    }
    response = render(request, "hub/home.html", context)
    response["Content-Security-Policy"] = POLICY
    return response
