"""A list of more rows than a page holds: nothing is out of reach, and a document knows its page."""

import pytest

from congvan.node.assignments import queries as assignments
from congvan.node.incoming import queries as incoming
from tests.node import lives
from tests.node.cast import SO
from tests.web.parts import part, written
from tests.web.people import client_of
from tests.web.sheets import page_of

pytestmark = pytest.mark.usefixtures("node")
LIST = f"/{SO}/van-ban-den/chua-xu-ly"


@pytest.fixture
def three_a_page(monkeypatch):
    monkeypatch.setattr(incoming, "LISTED_MAX", 3)
    monkeypatch.setattr(assignments, "HELD_MAX", 3)


def rows_of(page):
    return page.xpath("//a[@data-row]/@href")


def way(page, rel):
    found = page.xpath(f'//nav[@class="pager"]/a[@rel="{rel}"]/@href')
    return found[0] if found else None


def subjects(page):
    return [one.text_content() for one in page.xpath('//*[@class="subject"]')]


@pytest.mark.law("QD11/D5.K3")
@pytest.mark.parametrize(("who", "address"), [("Vân", LIST), ("Lâm", f"/{SO}/viec")])
def test_every_document_is_on_one_page(three_a_page, who, address):
    bring = lives.arrived if who == "Vân" else lives.submitted
    wanted = [
        bring(subject=f"văn bản thứ {ordinal}", urgency=ordinal % 3).document.subject for ordinal in range(8)
    ]
    client, seen = client_of(who), []
    while address:
        page = page_of(client.get(address))
        assert len(rows_of(page)) <= 3
        seen += subjects(page)
        last, address = page, way(page, "next")
    assert sorted(seen) == sorted(wanted)
    back = page_of(client.get(way(last, "prev")))
    assert subjects(back) == seen[3:6]


def test_a_document_of_a_later_page_stands_beside_that_page(three_a_page):
    for ordinal in range(5):
        lives.arrived(subject=f"văn bản thứ {ordinal}")
    client = client_of("Vân")
    second = page_of(client.get(way(page_of(client.get(LIST)), "next")))
    href = rows_of(second)[1]
    whole = page_of(client.get(href))
    assert subjects(whole) == subjects(second)
    assert (
        whole.xpath('//*[@class="row"][@aria-current="true"]//*[@class="subject"]')[0].text_content()
        == subjects(second)[1]
    )
    assert written(page_of(part(client, href, "detail"))) == written(whole.get_element_by_id("detail"))


def test_a_tab_stays_while_a_document_is_open(three_a_page):
    lives.by_paper()
    lives.arrived(subject="một văn bản liên thông")
    client = client_of("Vân")
    page = page_of(client.get(f"{LIST}?nguon=ban-giay"))
    assert len(rows_of(page)) == 1
    whole = page_of(client.get(rows_of(page)[0]))
    assert len(rows_of(whole)) == 1
    assert whole.xpath('//section[@class="list"]//a[@aria-current]//text()')[0].strip().startswith("Bản giấy")


@pytest.mark.parametrize(
    "word", ["inbox.x.sau.zzz", "inbox..lui.0", "inbox....", "không-có", "inbox.tab.truoc"]
)
def test_a_place_that_is_no_place_is_the_beginning(word):
    life = lives.arrived(subject="một văn bản")
    from congvan.base.ids import shorten

    response = client_of("Vân").get(f"/{SO}/van-ban-den/{shorten(life.document_id)}", {"ds": word})
    assert response.status_code == 200
    assert "một văn bản" in subjects(page_of(response))
