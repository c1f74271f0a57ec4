"""The kinds of documents by their names, so that a list of both can open either."""

from django.http import HttpResponse

from congvan.base.ids import parse_short
from congvan.node.web import lists
from congvan.node.web.page import show_page
from congvan.node.web.resource import Found, Resource
from congvan.node.web.visit import Visit
from congvan.ui.routes import View

_BY_NAME: dict[str, Resource] = {}


def add(resource: Resource) -> Resource:
    """Make a kind of document known to the lists."""
    _BY_NAME[resource.name] = resource
    return resource


def of_key(visit: Visit, key: str) -> tuple[Resource, Found] | None:
    """The document of a row by the row's key; None for one that is not there or not seen."""
    name, _, short = key.partition(":")
    resource = _BY_NAME.get(name)
    try:
        identifier = parse_short(short)
    except ValueError:
        return None
    found = resource.find(visit, identifier) if resource else None
    return (resource, found) if resource and found else None


def listing(name: str) -> View:
    """The view of a list: its first document stands open beside it, which is no reading of it yet."""

    def view(visit: Visit) -> HttpResponse:
        way = lists.way_of(visit, name)
        rows = lists.build(visit, way)
        first = of_key(visit, rows.rows[0].key) if rows.rows else None
        if first is None:
            return show_page(visit, rows, None, reading=False)
        resource, found = first
        detail = resource.with_acts(visit, found, way=way)
        return show_page(visit, rows.opened_at(rows.rows[0].key), detail, reading=False)

    return view
