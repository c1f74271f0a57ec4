"""What is said where an act is not done: the newer state, the faults by name, and nothing that was typed is lost."""

from typing import Any

import pytest

from congvan.base.acts import Act
from tests.node.scenes import spoil
from tests.node.test_policy import counts
from tests.web.examples import OF_AGENCY
from tests.web.routes.prepared import Prepared, each_prepared
from tests.web.sheets import Sheet, filled, page_of

pytestmark = pytest.mark.usefixtures("node")
ASKING = [route for route in OF_AGENCY if route.methods == ("GET", "HEAD", "POST")]
MOVING = [route for route in ASKING if isinstance(route.need, Act) and route.need.move]
WORDS = "Lời tôi vừa gõ & chưa gửi"


def questions(prepared: Prepared) -> Any:
    """The form that goes to the address; None for an act of one button."""
    if prepared.found.bare:
        return None
    form = prepared.form
    return form if form.xpath('.//*[contains(@class, "field")]') else None


def areas(form: Any) -> list[str]:
    return [area.get("name") for area in form.iter("textarea")]


def shown(page: Any) -> str:
    return " ".join(page.text_content().split())


@each_prepared(MOVING)
def test_who_comes_late_sees_the_newer_state_and_keeps_the_words(prepared):
    found, form = prepared.found, questions(prepared)
    if found.late != 409:
        return  # it has no page of its own: the litany proves what is told instead
    typed = {} if form is None else dict.fromkeys(areas(form), WORDS)
    sheet = Sheet(found.path()) if form is None else filled(form, {**found.given, **typed})
    state = spoil(found.moving or found.on, prepared.route.need)
    response = sheet.send(prepared.client)
    assert response.status_code == 409
    told = shown(page_of(response))
    assert "Nội dung vừa thay đổi" in told
    assert state in told
    if typed:
        assert WORDS in told


@each_prepared(ASKING)
def test_faults_are_named_twice_and_typed_words_stay(prepared):
    """422: the summary and the field say the same, the link leads to the field, nothing is done, nothing is lost."""
    form = questions(prepared)
    if form is None:
        return
    demanded = {
        control.get("name")
        for field in form.find_class("field")
        if field.find_class("must")
        for control in field.iter("input", "select", "textarea")
    }
    sheet = blanked(filled(form, prepared.found.given), demanded)
    kept = [name for name in areas(form) if name not in demanded]
    sheet.values |= dict.fromkeys(kept, WORDS)
    before = counts()
    response = sheet.send(prepared.client)
    if not demanded:
        return
    assert response.status_code == 422
    assert counts() == before
    page = page_of(response)
    links = page.xpath("//form-summary//li/a")
    assert links, "the summary names each fault"
    for link in links:
        assert faults_at(page, link.get("href").removeprefix("#")) >= {link.text_content().strip()}
    values = {area.get("name"): (area.text or "").strip() for area in page.iter("textarea")}
    assert all(values[name] == WORDS for name in kept)
    assert page.findtext(".//title").startswith("Lỗi") or page.xpath("//open-dialog | //aside"), (
        "the title says so"
    )


def blanked(sheet: Sheet, names: set[str]) -> Sheet:
    return Sheet(sheet.action, {name: value for name, value in sheet.values.items() if name not in names})


def faults_at(page: Any, identifier: str) -> set[str]:
    """The faults at the field that has the id, or that starts with it where it is a set of choices."""
    found = page.xpath(f'//*[@id="{identifier}"]')
    assert found, f"the summary leads to #{identifier}, which is not there"
    around = next(one for one in (found[0], *found[0].iterancestors()) if "field" in one.classes)
    return {fault.text_content().strip() for fault in around.find_class("fault")}
