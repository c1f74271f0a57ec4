"""The leader's list: what waits to be directed and to be signed, with ticks and the bar of signing (QD11/D5.K3)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvan.node.web import lists
from tests.node import lives
from tests.web.leader.desk import address, client_of, send, to_sign
from tests.web.sheets import page_of

QUERIES_MAX = 20  # 12 of a list, and those of the document that stands open beside it
pytestmark = pytest.mark.usefixtures("node")


def rows(page):
    """Subject → what stands in its row."""
    return {
        row.find_class("subject")[0].text_content(): " ".join(row.text_content().split())
        for row in page.find_class("row")
    }


@pytest.mark.law("QD11/D5.K3")
def test_d5_k3_urgent_first_then_what_waits_for_a_signature_and_for_a_direction():
    life = lives.submitted(subject="chống đuối nước", urgency=3, due_date=date(2018, 5, 20))
    to_sign("cử viên chức đi học")
    to_sign("chưa xem xét", initialled=False)
    lives.submitted(subject="mời họp")
    page = page_of(client_of("Lâm").get(address("to-do")))
    titles = [" ".join(title.text_content().split()) for title in page.find_class("group-title")]
    assert titles == ["Khẩn — xử lý ngay 1", "Chờ ký duyệt 2Chọn tất cả đủ điều kiện", "Chờ bút phê 1"]
    found = rows(page)
    assert f"{lives.fresh(life).number.value} · " in found["chống đuối nước"]
    assert "Chờ bút phê" in found["chống đuối nước"]
    assert "hạn 20/05" in found["chống đuối nước"], "the day that the document asks for"
    assert "Đã ký nháy" in found["cử viên chức đi học"]
    assert "Phòng Giáo dục Trung học · Cao Chi" in found["cử viên chức đi học"]
    assert "Chưa ký nháy" in found["chưa xem xét"]


def test_all_that_are_fit_are_ticked_at_once_and_the_bar_counts_them():
    fit, bare, client = (
        to_sign("cử viên chức đi học"),
        to_sign("chưa xem xét", initialled=False),
        client_of("Lâm"),
    )
    page = page_of(client.get(address("to-do")))
    assert "hidden" in page.find_class("signbar")[0].attrib
    (link,) = page.xpath("//a[.='Chọn tất cả đủ điều kiện']/@href")
    page = page_of(client.get(link))
    assert page.xpath("//input[@name='pick'][@checked]/@value") == [lists.key_of("outgoing", fit.document_id)]
    (bar,) = page.find_class("signbar")
    assert "hidden" not in bar.attrib
    assert "Ký số 1 văn bản" in " ".join(bar.text_content().split())
    assert bare.document_id


def test_the_states_between_are_named():
    life, client = to_sign("cử viên chức đi học"), client_of("Lâm")
    assert send(client, "approve", life).status_code == 303
    assert "Đã duyệt, chờ ký số" in rows(page_of(client.get(address("to-do"))))["cử viên chức đi học"]


def test_an_officer_has_neither_ticks_to_sign_nor_the_bar():
    lives.in_handling()
    page = page_of(client_of("Chi").get(address("to-do")))
    assert rows(page)
    assert not page.find_class("signbar")


def test_few_reads_however_many_rows():
    client = client_of("Lâm")
    for n in range(4):
        to_sign(f"văn bản số {n}")
        lives.submitted(subject=f"văn bản đến {n}")
    client.get(address("to-do"))
    with CaptureQueriesContext(connection) as read:
        assert client.get(address("to-do"), headers={"HX-Request": "true"}).status_code == 200
    many = len(read)
    assert many <= QUERIES_MAX
    to_sign("thêm một")
    with CaptureQueriesContext(connection) as read:
        client.get(address("to-do"), headers={"HX-Request": "true"})
    assert len(read) == many
