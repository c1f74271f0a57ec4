"""What is said of an act that was done: the words, and the button that takes it back."""

import pytest

from congvan.base.ids import shorten
from tests.node import cast, lives
from tests.web.people import client_of
from tests.web.sheets import filled, form_to, page_of

pytestmark = pytest.mark.usefixtures("node")


def test_what_was_registered_can_be_taken_back_from_what_is_said():
    """The button stands beside the words, goes to the act, and is gone on the next page."""
    life = lives.arrived()
    client = client_of("Vân")
    path = f"/{cast.SO}/van-ban-den/{shorten(life.document_id)}"
    sent = filled(form_to(client.get(path), f"{path}/tiep-nhan"), {}).send(client)
    page = client.get(sent["Location"])
    assert filled(form_to(page, f"{path}/hoan-tac"), {}).send(client).status_code == 303
    assert lives.fresh(life).state == "chờ tiếp nhận"
    client.get(path)
    assert not page_of(client.get(path)).xpath(f'//form[starts-with(@action, "{path}/hoan-tac")]')
