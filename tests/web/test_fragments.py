"""What a script gets is a part of the page that one gets without it, to the letter."""

import pytest

from tests.web.parts import part, written
from tests.web.people import client_of
from tests.web.sheets import page_of
from tests.web.subjects import SUBJECTS

pytestmark = pytest.mark.usefixtures("node")


@pytest.mark.parametrize("stage", SUBJECTS)
def test_the_detail_of_each_tab_is_part_of_its_page(stage):
    subject = SUBJECTS[stage]()
    client = client_of(subject.by)
    first = client.get(subject.path)
    assert first.status_code == 200
    hrefs = page_of(first).xpath('//div[@id="detail"]//nav[contains(@class, "tabs")]/a/@href')
    assert len(hrefs) >= 5, "the tabs of a document"
    for href in hrefs:
        whole, fragment = client.get(href), part(client, href, "detail")
        assert (whole.status_code, fragment.status_code) == (200, 200)
        assert "<html" not in fragment.content.decode()
        assert "HX-Request" in fragment["Vary"]
        assert written(page_of(fragment)) == written(page_of(whole).get_element_by_id("detail")), href


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_or_restored_page_is_whole(header):
    subject = SUBJECTS["arrived"]()
    response = client_of(subject.by).get(
        subject.path, headers={"HX-Request": "true", "HX-Target": "detail", header: "true"}
    )
    assert b"<html" in response.content


def test_a_form_gets_the_whole_page_to_take_its_part_from():
    subject = SUBJECTS["arrived"]()
    response = part(client_of(subject.by), subject.path, "main")
    assert b"<html" in response.content


@pytest.mark.parametrize("stage", SUBJECTS)
def test_no_id_stands_twice(stage):
    """Labels, errors and scripts find fields by their ids; also with each dialog and panel open."""
    subject = SUBJECTS[stage]()
    page = page_of(client_of(subject.by).get(subject.path))
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
