"""The dialog that a script gets is the one that one gets without it, to the letter."""

import pytest

from tests.web.examples import OF_AGENCY
from tests.web.parts import part, written
from tests.web.routes.prepared import each_prepared
from tests.web.sheets import page_of

pytestmark = pytest.mark.usefixtures("node")
DIALOGS = [route for route in OF_AGENCY if "GET" in route.methods and "POST" in route.methods]


@each_prepared(DIALOGS)
def test_the_dialog_of_each_act_is_part_of_its_page(prepared):
    """The same questions with and without a script. An act without questions leads back to its document."""
    found, client = prepared.found, prepared.client
    whole, fragment = client.get(found.path()), part(client, found.path(), "dialogs")
    assert whole.status_code == fragment.status_code
    if whole.status_code == 303:
        assert whole["Location"] == fragment["Location"]
        return
    dialogs = page_of(whole).xpath("//open-dialog")
    if not dialogs:
        assert written(page_of(whole).get_element_by_id("main")) == written(
            page_of(fragment).get_element_by_id("main")
        ), "a form that is a page or a panel"
        return
    assert "<html" not in fragment.content.decode()
    assert written(page_of(fragment)) == written(dialogs[0])
