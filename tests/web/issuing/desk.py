"""A clerk at the desk of issuing: opens the page of a document, fills it, sends it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from congvan.base.ids import shorten
from congvan.node.acts.states import OutgoingState
from congvan.node.outgoing.models import Outgoing
from tests.node import lives
from tests.node.cast import HUYEN, SO
from tests.web.people import client_of
from tests.web.sheets import Sheet, filled, form_to, page_of


@dataclass
class Desk:
    """One document before one clerk."""

    life: Outgoing
    client: Client

    @property
    def path(self) -> str:
        return f"/{SO}/van-ban-di/{shorten(self.life.document_id)}"

    def sheet(self, slug: str = "ban-hanh", **given: Any) -> Sheet:
        """The page's form, filled: to UBND huyện without paper, if nothing else is given."""
        response = self.client.get(f"{self.path}/{slug}")
        assert response.status_code == 200, response.status_code
        return filled(
            form_to(response, f"{self.path}/{slug}"), {"axis": [HUYEN], "no_paper": [HUYEN], **given}
        )

    def issue(self, slug: str = "ban-hanh", **given: Any) -> HttpResponse:
        return self.sheet(slug, **given).send(self.client)

    def again(self, response: HttpResponse, slug: str, **given: Any) -> HttpResponse:
        """The form of an answer sent once more, mended."""
        return filled(form_to(response, f"{self.path}/{slug}"), given).send(self.client)

    def now(self) -> Outgoing:
        self.life = lives.fresh(self.life)
        return self.life


def desk(state: OutgoingState = OutgoingState.TO_ISSUE, *, by: str = "Vân", **changes: Any) -> Desk:
    return Desk(lives.outgoing_at(state, **changes), client_of(by))


def words(response: HttpResponse) -> str:
    """What a page says, white space made one space."""
    return " ".join(page_of(response).text_content().split())


def faults(response: HttpResponse) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page_of(response).find_class("fault")]


def ticked(response: HttpResponse, name: str) -> list[str]:
    boxes = page_of(response).xpath(f"//input[@name='{name}'][@checked]")
    return [box.get("value") for box in boxes]
