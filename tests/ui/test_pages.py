"""Pages and fragments, error pages, words and values."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.template import Context, Template, TemplateSyntaxError

from congvan.ui import words
from congvan.ui.answers import announce
from congvan.ui.errors import TROUBLES, trouble
from congvan.ui.fields import DayField
from congvan.ui.parts import Action, Clock, Tag

FRAGMENT = {"hx-request": "true"}


def shown(source, **values):
    return Template("{% load ui %}" + source).render(Context(values))


def test_address_answers_a_page_and_with_htmx_the_fragment_that_the_page_holds(client):
    page = client.get("/phong-cach/danh-sach/?vb=b1")
    fragment = client.get("/phong-cach/danh-sach/?vb=b1", headers=FRAGMENT)
    assert page["Vary"] == fragment["Vary"]
    assert "HX-Request" in page["Vary"]
    assert page["Cache-Control"] == "no-store"
    assert b"<!doctype html>" in page.content
    assert fragment.content.startswith(b'<section class="detail" id="detail"')
    assert settled(fragment.content) in settled(page.content)


def settled(content: bytes) -> str:
    """Without what differs at each request: tokens and keys against repetition."""
    return re.sub(r'value="[\w-]{26,}"', 'value=""', content.decode()).strip()


@pytest.mark.parametrize("header", ["hx-history-restore-request", "hx-boosted"])
def test_htmx_gets_the_whole_page_where_it_wants_one(client, header):
    response = client.get("/phong-cach/danh-sach/", headers=FRAGMENT | {header: "true"})
    assert b"<!doctype html>" in response.content


def test_announcement_is_ascii_in_its_header():
    response = announce(HttpResponse(), text="Đã tiếp nhận", undo_url="/hoan-tac/")
    assert response["HX-Trigger"].isascii()
    assert '"undo": "/hoan-tac/"' in response["HX-Trigger"]


@pytest.mark.parametrize("status", sorted(TROUBLES))
def test_error_page_says_what_happened_and_what_to_do(client, status):
    response = client.get(f"/phong-cach/loi/{status}/")
    assert response.status_code == status
    text = response.content.decode()
    assert TROUBLES[status].happened in text
    assert TROUBLES[status].todo in text
    assert f"Mã lỗi {status}" in text


@pytest.mark.parametrize(
    ("address", "status"), [("/la/", 400), ("/cam/", 403), ("/khong-co/", 404), ("/hong/", 500)]
)
def test_faults_of_a_site_lead_to_their_pages_without_a_database(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert TROUBLES[status].title in response.content.decode()
    assert "Content-Security-Policy" in response
    assert b"Traceback" not in response.content


def test_error_is_a_fragment_for_htmx(client):
    response = client.get("/hong/", headers=FRAGMENT)
    assert response.content.startswith(b'<section class="card trouble"')


def test_conflict_keeps_what_was_typed(rf):
    response = trouble(
        rf.post("/"), 409, kept="Kính trình <Giám đốc>", happened="Ông Dũng đã chuyển lúc 09:20."
    )
    text = response.content.decode()
    assert "Kính trình &lt;Giám đốc&gt;" in text
    assert "Ông Dũng đã chuyển lúc 09:20." in text


def test_old_token_is_told_in_words(client):
    strict = type(client)(enforce_csrf_checks=True, raise_request_exception=False)
    response = strict.post("/phong-cach/bieu-mau/")
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_faulty_form_says_the_same_words_in_summary_and_field_and_keeps_the_rest(client):
    response = client.post("/phong-cach/bieu-mau/", {"subject": "Về việc báo cáo", "dated": "31/02/2018"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Lỗi: " in text
    assert text.count("Chưa nhập số, ký hiệu. Nhập như trên văn bản") == 2
    assert 'href="#id_code"' in text
    assert "Về việc báo cáo</textarea>" in text
    assert 'value="31/02/2018"' in text
    code = re.search(r'<input[^>]*name="code"[^>]*>', text)[0]
    assert 'aria-invalid="true"' in code
    assert 'aria-describedby="id_code_helptext id_code_error"' in code
    assert 'id="id_code_error"' in text


@pytest.mark.parametrize(
    "typed", ["16/04/2018", "16-4-2018", "16.04.2018", "16042018", "16/4/18", "2018-04-16"]
)
def test_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed).isoformat() == "2018-04-16"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (138, "còn 2 giờ 18"),
        (120, "còn 2 giờ"),
        (0, "còn 0 phút"),
        (-32, "quá 32 phút"),
        (-79, "quá 1 giờ 19"),
    ],
)
def test_time_left_in_words(minutes, said):
    assert words.time_left(minutes) == said


def test_moments_near_the_present_have_names():
    now = datetime.fromisoformat("2018-04-16T10:00+07:00")
    assert words.moment(datetime.fromisoformat("2018-04-16T09:12+07:00"), now=now) == "hôm nay 09:12"
    assert words.moment(datetime.fromisoformat("2018-04-15T23:59+07:00"), now=now) == "hôm qua 23:59"
    assert words.moment(datetime.fromisoformat("2018-04-02T08:00+07:00"), now=now) == "02/04/2018 08:00"


def test_numbers_have_points():
    assert words.number(1247) == "1.247"


def test_ring_is_never_more_than_full():
    assert Clock("", share=0.5).arc == "15.7 31.4"
    assert Clock("", share=1.4).arc == "31.4 31.4"
    assert Clock("", share=-1).arc == "0.0 31.4"


def test_part_is_written_by_its_name_and_escaped():
    assert shown("{% part tag %}", tag=Tag("<b>", "good")) == '<span class="tag good">&lt;b&gt;</span>'
    assert shown("{% part tag %}", tag=None) == ""


def test_locked_button_says_why():
    text = shown("{% part action %}", action=Action("Chuyển xử lý", disabled_because="chưa đính kèm dự thảo"))
    assert 'aria-disabled="true"' in text
    assert "chưa đính kèm dự thảo" in text


def test_unknown_icon_is_a_mistake():
    with pytest.raises(TemplateSyntaxError, match="rocket"):
        shown('{% icon "rocket" %}')


def test_theme_of_the_cookie_is_in_the_page(client):
    client.cookies["theme"] = "dark"
    assert b'<html lang="vi" data-theme="dark">' in client.get("/phong-cach/").content


@pytest.mark.parametrize("cookie", ["auto", "", '"><script>'])
def test_any_other_cookie_leaves_the_theme_to_the_machine(client, cookie):
    client.cookies["theme"] = cookie
    assert b'<html lang="vi">' in client.get("/phong-cach/").content


def test_two_forms_never_have_the_same_key():
    found = re.findall(r'value="(\w+)"', shown("{% idempotency %}{% idempotency %}"))
    assert len(set(found)) == 2
