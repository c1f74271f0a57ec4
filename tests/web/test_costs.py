"""What a page costs: statements to the database, bytes on the wire."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvan.node.acts.states import OutgoingState
from congvan.node.web import lists
from congvan.ui.routes import could_ever
from tests.node import cast, lives
from tests.web.examples import BY_NAME, PEOPLE
from tests.web.people import client_of

pytestmark = pytest.mark.usefixtures("node")
ROWS = 50
STATEMENTS_MAX = 12  # with the document that stands open beside the list
FIRST_LOAD_BYTES_MAX = 150_000
SCRIPT_BYTES_MAX = 45_000
SHEET_BYTES_MAX = 14_000
LISTS = [name for name in lists.names() if name in BY_NAME]


def more(times: int) -> None:
    """So many documents of each kind and state more."""
    for _ in range(times):
        lives.by_paper()
        lives.registered()
        lives.submitted()
        lives.in_handling()
        lives.drafting()
        for state in (OutgoingState.SUBMITTED, OutgoingState.TO_ISSUE, OutgoingState.RELEASED):
            lives.outgoing_at(state)


def costs() -> dict[tuple[str, str], int]:
    """How many statements each list takes for each who may open it."""
    found = {}
    for who in PEOPLE:
        client = client_of(who)
        for name in LISTS:
            need = BY_NAME[name].need
            if need.may is not None and not could_ever(need.may, cast.actor(who).roles):
                continue
            with CaptureQueriesContext(connection) as queries:
                response = client.get(reverse(name, kwargs={"agency": cast.SO}))
            assert response.status_code == 200
            found[name, who] = len(queries)
    return found


def test_a_list_costs_few_statements_however_long_it_is():
    more(1)
    costs()  # the pages of the open documents are read once and then stay in memory
    short = costs()
    more(2)
    assert costs() == short or costs() == short, "a statement for each row"
    assert {place: cost for place, cost in short.items() if cost > STATEMENTS_MAX} == {}


def test_the_first_load_of_the_clerks_list_is_small():
    """The page with fifty rows and all that it asks for, packed; pictures of documents come apart."""
    for _ in range(ROWS):
        lives.arrived()
    client = client_of("Vân")
    packed = {"Accept-Encoding": "gzip"}
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/{cast.SO}/van-ban-den/chua-xu-ly", headers=packed)
    assert len(queries) <= STATEMENTS_MAX
    assert response["Content-Encoding"] == "gzip"
    page = client.get(f"/{cast.SO}/van-ban-den/chua-xu-ly").content.decode()
    assert page.count("data-row") >= ROWS
    files = set(re.findall(r'(?:href|src)="(/giao-dien/[^"#]+)', page))
    sizes = {path.rsplit("/", 1)[1]: len(client.get(path, headers=packed).content) for path in files}
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
    sheets = sum(size for name, size in sizes.items() if name.endswith(".css"))
    assert scripts <= SCRIPT_BYTES_MAX, sizes
    assert 0 < sheets <= SHEET_BYTES_MAX, sizes
    assert len(response.content) + sum(sizes.values()) <= FIRST_LOAD_BYTES_MAX, sizes
