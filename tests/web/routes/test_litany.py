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
from tests.web.examples import OF_AGENCY, PEOPLE, nowhere, visible
from tests.web.people import SIGN_IN, client_of, stranger_of
from tests.web.routes.prepared import each_prepared
from tests.web.sheets import body

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


@each_prepared(OF_AGENCY)
def test_right_person(prepared):
    route, found, client = prepared.route, prepared.found, prepared.client
    if route.methods == ("POST",):
        assert prepared.sheet.send(client).status_code == 303
        return
    response = client.get(found.path(), follow=True)
    assert (response.status_code, body(response) != b"") == (200, True)
    bare = client.head(found.path())
    assert (bare.status_code < 400, body(bare)) == (True, b"")
    if not posts(route):
        return
    response = prepared.sheet.send(client)
    assert response.status_code == 303, response.content.decode()
    assert client.get(response["Location"], follow=True).status_code == 200


@each_prepared(OF_AGENCY)
def test_another_agency(prepared):
    """Somebody of another agency finds nothing, at either agency's address; we find nothing at theirs."""
    route, found, ours, theirs = prepared.route, prepared.found, prepared.client, stranger_of()
    assert ask(ours, route, found.path(agency=cast.HUYEN)).status_code == 404
    assert ask(theirs, route, found.path()).status_code == 404
    if "id" in found.parts:
        assert ask(theirs, route, found.path(agency=cast.HUYEN)).status_code == 404
    if posts(route):
        sheet = prepared.sheet
        before = counts()
        sheet.send(theirs)
        replace(sheet, action=found.path(agency=cast.HUYEN)).send(ours)
        assert counts() == before


@each_prepared(OF_AGENCY)
def test_wrong_role(prepared):
    """403 for who may know that it is there, else 404; an address that nobody of the role may use is 403 at once."""
    route, found = prepared.route, prepared.found
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
        before = counts()
        assert prepared.sheet.send(client).status_code == expected
        assert counts() == before


@each_prepared(route for route in OF_AGENCY if isinstance(route.need, Act) and route.need.move)
def test_wrong_state(prepared):
    """Too late: the newer state is shown, nothing is done."""
    route, found, client = prepared.route, prepared.found, prepared.client
    sheet = prepared.sheet
    spoil(found.moving or found.on, route.need)
    before = counts()
    response = sheet.send(client)
    assert response.status_code == found.late
    assert counts() == before
    if found.late == 409 and route.methods != ("POST",):
        assert client.get(found.path()).status_code == 409


@each_prepared(route for route in OF_AGENCY if posts(route))
def test_same_post_twice(prepared):
    """A second click on the same button does nothing more and leads to the same place."""
    client, sheet = prepared.client, prepared.sheet
    first = sheet.send(client)
    assert first.status_code == 303, first.content.decode()
    before = counts()
    second = sheet.send(client)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert counts() == before


@each_prepared(route for route in OF_AGENCY if re.search("<short:", route.path))
def test_bad_id(prepared):
    """An id that names nothing, and what is no id at all."""
    route, found, client = prepared.route, prepared.found, prepared.client
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
