"""Thông báo as a page: one's own, unread and urgent first, read one by one or all at once (QD11/D5.K3)."""

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.law.urgency import Urgency
from congvan.node.notices.models import Notice
from congvan.node.notices.queries import PAGE_ROWS, unread
from tests.node import cast, lives
from tests.node.cast import AT, actor, seat
from tests.web.office.pages import links_of, main_of, rows_of, text_of, url
from tests.web.people import client_of
from tests.web.sheets import filled, form_to

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.law("QD11/D5.K3")]


def cards_of(response):
    return [" ".join(card.text_content().split()) for card in main_of(response).find_class("notice")]


def test_d5_k3_unread_ones_stand_first_and_of_them_the_urgent_ones():
    lives.submitted(subject="việc thường")
    lives.submitted(subject="việc hỏa tốc", urgency=Urgency.FLASH)
    lives.submitted(subject="việc sau cùng")
    client = client_of("Lâm")
    assert url("notices") in links_of(client.get(url("to-do")))
    response = client.get(url("notices"))
    cards = cards_of(response)
    for card, word in zip(cards, ("việc hỏa tốc", "việc sau cùng", "việc thường"), strict=True):
        assert word in card
    assert "Hỏa tốc" in cards[0]
    assert "Chưa đọc (3)" in text_of(response)


def test_d5_k3_opening_one_notes_that_it_was_read_and_leads_to_its_document():
    life = lives.submitted()
    client, told = client_of("Lâm"), unread(actor("Lâm"))[0]
    sheet = filled(form_to(client.get(url("notices")), url("read-notice", id=told.pk)), {})
    response = sheet.send(client)
    assert (response.status_code, response["Location"]) == (303, url("incoming", id=life.document_id))
    assert lives.fresh(told).read_at == AT
    after = client.get(url("notices"))
    assert cards_of(after) == []
    ((text, _, read),) = rows_of(after)
    assert life.document.notation in text
    assert read == "hôm nay 08:00"
    assert url("incoming", id=life.document_id) in links_of(after)


def test_one_may_be_noted_as_read_without_opening_it():
    lives.submitted()
    client, told = client_of("Lâm"), unread(actor("Lâm"))[0]
    response = client.post(url("read-notice", id=told.pk), {"o-lai": "1"}, follow=True)
    assert response.request["PATH_INFO"] == url("notices")
    assert "Đã đánh dấu 1 thông báo là đã đọc." in response.content.decode()


def test_d5_k3_all_at_once_are_those_that_stood_on_the_page():
    for _ in range(3):
        lives.submitted()
    client = client_of("Lâm")
    sheet = filled(form_to(client.get(url("notices")), url("read-notices")), {})
    lives.submitted(subject="vừa đến sau")
    response = sheet.send(client)
    assert response["Location"] == url("notices")
    assert [row.text.endswith("vừa đến sau") for row in unread(actor("Lâm"))] == [True]
    event = AuditEvent.objects.filter(act="notices.mark_read").get()
    assert event.kept["count"] == 3


def test_nobody_reads_the_notices_of_another():
    lives.submitted()
    told = unread(actor("Lâm"))[0]
    for name in ("Vân", "Chi", "Ngọc"):
        client, code = client_of(name), cast.PEOPLE[name][0]
        assert told.text not in text_of(client.get(url("notices", agency=code)))
        assert client.post(url("read-notice", id=told.pk)).status_code == 404
        assert client.post(url("read-notices"), {"den": "0" * 26}).status_code == 404
        assert client.post(url("read-notices"), {"den": "x"}).status_code == 404
    assert unread(actor("Lâm")).count() == 1


def test_without_any_the_page_says_so():
    assert "Không có thông báo" in text_of(client_of("Chi").get(url("notices")))


def test_fifty_read_ones_a_page_and_twelve_queries(django_assert_max_num_queries):
    life = lives.submitted()
    Notice.objects.bulk_create(
        Notice(
            agency=life.agency, seat=seat("Lâm"), kind="thử", document=life.document, text=f"Lần {number:03}", at=AT,
            read_at=AT,
        )
        for number in range(PAGE_ROWS + 2)
    )  # fmt: skip
    client = client_of("Lâm")
    with django_assert_max_num_queries(12):
        first = client.get(url("notices"))
    older = next(href for href in links_of(first) if href and "sau=" in href)
    second = client.get(older)
    assert len(rows_of(first)) == PAGE_ROWS
    assert len(rows_of(second)) == 2
    assert cards_of(second) == []
    newer = next(href for href in links_of(second) if href and "truoc=" in href)
    assert rows_of(client.get(newer)) == rows_of(first)
