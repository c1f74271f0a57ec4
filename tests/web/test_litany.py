"""One litany for every address of the node: signed out, other agency, wrong role, wrong state, twice, bad id, method."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.test import Client

from congvan.base.acts import Act
from congvan.base.ids import new_id, shorten
from congvan.node.web.routes import ROUTES
from congvan.ui.routes import Policy, could_ever
from tests.node import cast
from tests.node.scenes import spoil
from tests.node.test_policy import counts
from tests.web.examples import OF_AGENCY, PEOPLE, example, nowhere, visible
from tests.web.people import SIGN_IN, client_of, stranger_of
from tests.web.sheets import Sheet, body, filled, form_to

pytestmark = pytest.mark.usefixtures("node")
PUBLIC = {"sign-in"}
SIGNING_OUT = "sign-out"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def each(routes):
    return pytest.mark.parametrize("route", list(routes), ids=lambda route: route.name)


def posts(route) -> bool:
    return "POST" in route.methods


def ask(client, route, path):
    """A request by the first method that the address takes."""
    return client.post(path, {}) if route.methods == ("POST",) else client.get(path)


def form_of(found, client) -> Sheet:
    """The form that goes to the address, as the person gets it and fills it in."""
    if found.bare:
        return Sheet(found.path(), {"idempotency_key": shorten(new_id())})
    page = client.get(found.form_page(), follow=True)
    assert page.status_code == 200, page.status_code
    return filled(form_to(page, found.path()), found.given)


@each(ROUTES)
def test_need_is_an_act_or_a_policy_with_its_law(route):
    assert isinstance(route.need, Act | Policy)
    assert route.need.law
    if isinstance(route.need, Policy) and posts(route):
        assert route.name in PUBLIC | {SIGNING_OUT}, "what changes something is an act"
    assert (isinstance(route.need, Policy) and route.need.public) == (route.name in PUBLIC)


@each(ROUTES)
def test_signed_out(route):
    """To the sign-in, and back to where one wanted; a script is told to go there."""
    path = nowhere(route)
    if route.name in PUBLIC:
        assert Client().get(path).status_code == 200
        return
    for method in ("get", "post"):
        if method.upper() not in route.methods:
            continue
        wanted = f"{SIGN_IN}?tiep={quote(path, safe='')}" if method == "get" else SIGN_IN
        response = getattr(Client(), method)(path)
        assert (response.status_code, response["Location"]) == (303, wanted)
        response = getattr(Client(), method)(path, headers={"HX-Request": "true"})
        assert (response.status_code, response["HX-Redirect"], response.content) == (401, wanted, b"")


@each(ROUTES)
def test_wrong_method(route):
    for method in set(METHODS) - set(route.methods):
        response = getattr(Client(), method.lower())(nowhere(route))
        assert (response.status_code, response["Allow"]) == (405, ", ".join(route.methods)), method


@each(OF_AGENCY)
def test_right_person(route):
    found = example(route)
    client = client_of(found.by)
    if route.methods == ("POST",):
        assert form_of(found, client).send(client).status_code == 303
        return
    response = client.get(found.path(), follow=True)
    assert (response.status_code, body(response) != b"") == (200, True)
    bare = client.head(found.path())
    assert (bare.status_code < 400, body(bare)) == (True, b"")
    if not posts(route):
        return
    response = form_of(found, client).send(client)
    assert response.status_code == 303, response.content.decode()
    assert client.get(response["Location"], follow=True).status_code == 200


@each(OF_AGENCY)
def test_another_agency(route):
    """Somebody of another agency finds nothing, at either agency's address; we find nothing at theirs."""
    found = example(route)
    ours, theirs = client_of(found.by), stranger_of()
    assert ask(ours, route, found.path(agency=cast.HUYEN)).status_code == 404
    assert ask(theirs, route, found.path()).status_code == 404
    if "id" in found.parts:
        assert ask(theirs, route, found.path(agency=cast.HUYEN)).status_code == 404
    if posts(route):
        sheet = form_of(found, ours)
        before = counts()
        sheet.send(theirs)
        replace(sheet, action=found.path(agency=cast.HUYEN)).send(ours)
        assert counts() == before


@each(OF_AGENCY)
def test_wrong_role(route):
    """403 for who may know that it is there, else 404; an address that nobody of the role may use is 403 at once."""
    found = example(route)
    if not found.wrong:
        open_to_all = [
            name
            for name in PEOPLE
            if not route.need.may or could_ever(route.need.may, cast.actor(name).roles)
        ]
        assert open_to_all == list(PEOPLE), "somebody of the agency may not"
        return
    client = client_of(found.wrong)
    never = route.need.may is not None and not could_ever(route.need.may, cast.actor(found.wrong).roles)
    expected = 403 if never or visible(found, found.wrong) else 404
    assert ask(client, route, found.path()).status_code == expected
    if posts(route):
        sheet = form_of(found, client_of(found.by))
        before = counts()
        assert sheet.send(client).status_code == expected
        assert counts() == before


@each(route for route in OF_AGENCY if isinstance(route.need, Act) and route.need.move)
def test_wrong_state(route):
    """Too late: the newer state is shown, nothing is done."""
    found = example(route)
    client = client_of(found.by)
    sheet = form_of(found, client)
    spoil(found.moving or found.on, route.need)
    before = counts()
    response = sheet.send(client)
    assert response.status_code == found.late
    assert counts() == before
    if found.late == 409 and route.methods != ("POST",):
        assert client.get(found.path()).status_code == 409


@each(route for route in OF_AGENCY if posts(route))
def test_same_post_twice(route):
    """A second click on the same button does nothing more and leads to the same place."""
    found = example(route)
    client = client_of(found.by)
    sheet = form_of(found, client)
    first = sheet.send(client)
    assert first.status_code == 303, first.content.decode()
    before = counts()
    second = sheet.send(client)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert counts() == before


@each(route for route in OF_AGENCY if re.search("<short:", route.path))
def test_bad_id(route):
    """An id that names nothing, and what is no id at all."""
    found = example(route)
    client = client_of(found.by)
    for name, value in found.parts.items():
        if isinstance(value, int):
            assert ask(client, route, found.path(**{name: 99})).status_code == 404
    fresh = new_id()
    unknown = found.path(id=fresh) if "id" in found.parts else nowhere(route)
    assert ask(client, route, unknown).status_code == 404
    for wrong in ("0", "l" * 26, "Z" * 26):
        assert ask(client, route, unknown.replace(shorten(fresh), wrong)).status_code == 404, wrong


@pytest.mark.parametrize("route", [replace(ROUTES[-1], need="ai cũng được")], ids=["needless"])
def test_a_route_without_act_or_policy_would_fail(route):
    with pytest.raises(AssertionError):
        test_need_is_an_act_or_a_policy_with_its_law(route)
