"""What a script asks for, and how a part of a page is compared with the page."""

import re

from django.http import HttpResponse
from django.test import Client
from lxml import html

SECRETS = ("csrfmiddlewaretoken", "idempotency_key")


def part(client: Client, path: str, target: str) -> HttpResponse:
    """The answer to a script that wants an element of the page."""
    return client.get(path, headers={"HX-Request": "true", "HX-Target": target})


def written(element: html.HtmlElement) -> str:
    """The element as text, without what is new in every answer."""
    for control in element.iter("input"):
        if control.get("name") in SECRETS:
            control.set("value", "")
    return re.sub(r"\s+", " ", html.tostring(element, encoding="unicode", with_tail=False)).strip()
