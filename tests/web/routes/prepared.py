"""What the checks of one route start from: its example, who may go there, the page with its form."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html

from congvan.base.ids import new_id, shorten
from congvan.ui.routes import Route
from tests.web.examples import Example, example
from tests.web.people import client_of
from tests.web.sheets import Sheet, filled, form_to


@dataclass(frozen=True)
class Prepared:
    """`page`: what the person of the example gets where the form stands; None where no page holds one."""

    route: Route
    found: Example
    signed_in: Client
    page: HttpResponse | None

    @property
    def client(self) -> Client:
        """The browser of the example's person; each check has its own copy of the cookies."""
        twin = Client()
        twin.cookies.load({name: morsel.value for name, morsel in self.signed_in.cookies.items()})
        return twin

    @property
    def form(self) -> html.HtmlElement:
        """The form that goes to the address, as the person gets it."""
        assert self.page is not None, f"{self.route.name}: no page holds its form"
        return form_to(self.page, self.found.path())

    @property
    def sheet(self) -> Sheet:
        """The form, filled in. A button that stands on no page for long sends its key alone."""
        if self.found.bare:
            return Sheet(self.found.path(), {"idempotency_key": shorten(new_id())})
        return filled(self.form, self.found.given)


def prepare(route: Route) -> Prepared:
    """Make the example of a route, sign its person in, and open the page with the form."""
    found = example(route)
    client = client_of(found.by)
    page: Any = None
    if "POST" in route.methods and not found.bare:
        page = client.get(found.form_page(), follow=True)
        assert page.status_code == 200, page.status_code
    return Prepared(route, found, client, page)


def each_prepared(routes: Any) -> Any:
    """A check for each of these routes, from its prepared example."""
    return pytest.mark.parametrize(
        "prepared", list(routes), ids=lambda route: route.name, indirect=True, scope="package"
    )
