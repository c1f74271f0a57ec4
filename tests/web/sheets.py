"""Pages as a person uses them: find a form by where it goes, fill what it demands, send it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

from congvan.sites.demo.pki import PIN
from tests.node import papers

TYPED = "Một câu gõ thử cho đủ nghĩa."
DAY = "15/05/2018"


@dataclass
class Sheet:
    """A filled form: where it goes and what it sends."""

    action: str
    values: dict[str, Any] = field(default_factory=dict)

    def send(self, client: Client, **headers: str) -> HttpResponse:
        for value in self.values.values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        return client.post(self.action, self.values, headers=headers)


def page_of(response: HttpResponse) -> html.HtmlElement:
    """The page as a tree; custom elements and SVG are elements like any other."""
    return html.fromstring(response.content.decode())


def body(response: Any) -> bytes:
    """All that was sent. A file that was opened for it is closed; `close` would take the database away as well."""
    sent = bytes(response.getvalue())
    for close in response._resource_closers:
        close()
    return sent


def form_to(response: HttpResponse, path: str) -> html.HtmlElement:
    """The form of a page that is sent to a path, whatever query follows it."""
    found = [form for form in page_of(response).iter("form") if urlsplit(form.get("action", "")).path == path]
    assert found, f"no form on the page goes to {path}"
    return found[0]


def filled(form: html.HtmlElement, given: Mapping[str, Any]) -> Sheet:
    """The form with `given`, and an answer to whatever else it demands."""
    sheet = Sheet(form.get("action"))
    for control in form.iter("input", "select", "textarea"):
        name = control.get("name")
        if name and name not in given and name not in sheet.values:
            value = _answer(control)
            if value is not None:
                sheet.values[name] = value
    sheet.values |= given
    return sheet


def _answer(control: html.HtmlElement) -> Any:
    """What stands in the field, else something lawful where it must be filled; None: it is not sent."""
    if control.tag == "select":
        options = [option.get("value", "") for option in control.iter("option") if option.get("value")]
        chosen = [option.get("value", "") for option in control.iter("option") if "selected" in option.attrib]
        return next(iter([*(one for one in chosen if one), *(options if _demanded(control) else [])]), None)
    if control.tag == "textarea":
        return (control.text or "").strip() or (TYPED if _demanded(control) else "")
    return _typed(control)


def _typed(control: html.HtmlElement) -> Any:
    kind, value = control.get("type", "text"), control.get("value", "")
    if kind in {"checkbox", "radio"}:
        first = kind == "radio" and _demanded(control)
        return (value or "on") if first or "checked" in control.attrib else None
    if kind == "file":
        return (
            SimpleUploadedFile("quet.pdf", papers.scan(), "application/pdf") if _demanded(control) else None
        )
    if kind in {"submit", "button"}:
        return None
    if value or not _demanded(control):
        return value
    if kind == "password":
        return PIN
    return DAY if control.get("inputmode") == "numeric" else TYPED


def _demanded(control: html.HtmlElement) -> bool:
    """Whether the field's name bears the mark of what must be filled."""
    around = next((one for one in control.iterancestors() if "field" in one.classes), None)
    return around is not None and bool(around.find_class("must"))
