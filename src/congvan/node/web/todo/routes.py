"""Addresses of one's own list, and the first page of an agency."""

from django.http import HttpResponse, HttpResponseRedirect

from congvan.node.acts.roles import CLERK
from congvan.node.web import resources
from congvan.node.web.session.routes import SIGNED_IN
from congvan.node.web.todo import lists as _lists  # noqa: F401 — makes the list known by its word
from congvan.node.web.visit import Visit
from congvan.ui.routes import Route


def home(visit: Visit) -> HttpResponse:
    """Each to the list where the day begins."""
    return HttpResponseRedirect(visit.url("inbox" if CLERK in visit.actor.roles else "to-do"))


ROUTES = (
    Route("<code:agency>/", "home", home, SIGNED_IN),
    Route("<code:agency>/viec", "to-do", resources.listing("to-do"), SIGNED_IN),
    Route("<code:agency>/viec/da-chon", "picked", resources.listing("picked"), SIGNED_IN),
)
