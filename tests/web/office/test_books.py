"""Sổ văn bản as pages: the printed columns, who reads them, opening a year (QD11/D8.K2.a, QD11/D5.K4.b)."""

from datetime import timedelta

import pytest

from congvan.base.ids import new_id, shorten
from congvan.node.acts.states import OutgoingState
from congvan.node.assignments import actions as lines
from congvan.node.assignments.models import Part
from congvan.node.documents import actions as documents
from congvan.node.dossiers import actions as dossiers
from congvan.node.registers.models import Number, Purpose, Register, Series
from congvan.node.reports.books import PAGE_ROWS
from tests.node import cast, lives
from tests.node.cast import AT, actor, seat
from tests.node.scenes_office import dossier
from tests.web.office.pages import heads_of, links_of, rows_of, text_of, url
from tests.web.people import client_of

pytestmark = pytest.mark.usefixtures("node")
RECEIVED = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]
ISSUED = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


@pytest.mark.law("QD11/D5.K4.b")
def test_d5_k4_b_the_book_of_documents_received_in_its_ten_columns():
    life = lives.in_handling()
    documents.read(by=actor("Chi"), at=AT + timedelta(hours=1), document=life.document)
    dossiers.file_into(by=actor("Chi"), at=AT, dossier=dossier(), document=life.document)
    response = client_of("Vân").get(url("incoming-book"))
    assert heads_of(response) == RECEIVED
    document = life.document
    assert rows_of(response) == [
        [
            "07/05/2018", "1", "Ủy ban nhân dân tỉnh", document.notation, "04/05/2018",
            f"Công văn: {document.subject}", "Cao Chi, Chuyên viên", "07/05/2018", "mở 07/05/2018",
            "liên thông; lưu hồ sơ 01.GDTrH",
        ]
    ]  # fmt: skip
    assert url("incoming", id=document.pk) in links_of(response)


def test_before_the_directive_the_leader_who_was_asked_is_the_receiver_and_before_that_nobody():
    lives.registered()
    lives.submitted()
    second, first = rows_of(client_of("Vân").get(url("incoming-book")))
    assert (first[6], first[7], first[8]) == ("", "", "")
    assert (second[6], second[8]) == ("Lê Lâm, Giám đốc", "")


@pytest.mark.law("QD11/D8.K2.a")
def test_d8_k2_a_the_book_of_documents_issued_in_its_ten_columns():
    life = lives.outgoing_at(OutgoingState.RELEASED)
    response = client_of("Lâm").get(url("outgoing-book"))
    assert heads_of(response) == ISSUED
    (row,) = rows_of(response)
    assert row == [
        lives.fresh(life).document.notation, "07/05/2018", f"Công văn: {life.document.subject}", "Lê Lâm",
        "Ủy ban nhân dân huyện", "Văn thư; Phòng Giáo dục Trung học", "bản điện tử", "07/05/2018",
        "0/1 nơi đã tiếp nhận", "",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["incoming-book", "outgoing-book"])
@pytest.mark.parametrize(
    ("who", "status"), [("Vân", 200), ("Lâm", 200), ("Chi", 403), ("Phú", 403), ("Quân", 403)]
)
def test_the_books_are_for_the_clerk_the_leader_and_the_chief_of_office(name, who, status):
    assert client_of(who).get(url(name)).status_code == status
    assert client_of(who).get(url(f"{name}-of", year=2018)).status_code == status


def test_each_agency_reads_its_own_book():
    life = lives.registered()
    assert life.document.notation not in text_of(
        client_of("Ngọc").get(url("incoming-book", agency=cast.HUYEN))
    )
    assert client_of("Ngọc").get(url("incoming-book")).status_code == 404


@pytest.mark.law("QD11/D8.K2.a")
def test_d8_k2_a_a_year_without_a_book_says_so_and_how_to_open_one():
    empty = client_of("Vân").get(url("outgoing-book-of", year=2019))
    assert "Chưa có sổ văn bản đi năm 2019" in text_of(empty)
    assert url("open-register", query="loai=di&nam=2019") in links_of(empty)
    read = client_of("Lâm").get(url("outgoing-book-of", year=2019))
    assert url("open-register", query="loai=di&nam=2019") not in links_of(read)
    assert client_of("Lâm").get(url("outgoing-book-of", year=99999)).status_code == 404


@pytest.mark.law("QD11/D8.K2.a")
def test_d8_k2_a_the_look_at_the_book_finds_what_is_missing():
    first, lost = lives.registered(), lives.registered()
    lives.registered()
    client = client_of("Vân")
    assert "Không thiếu, không trùng số từ 1 đến 3." in text_of(client.get(url("incoming-book")))
    assert "Chưa cấp số nào. Số tiếp theo là 1." in text_of(client.get(url("outgoing-book")))
    number = lost.number
    type(lost).objects.filter(pk=lost.pk).update(number=first.number)
    Number.objects.filter(pk=number.pk).delete()
    assert "Thiếu số 2." in text_of(client.get(url("incoming-book")))


@pytest.mark.law("QD11/D8.K2.a")
def test_d8_k2_a_series_and_book_of_the_new_year_are_opened_from_the_page():
    client = client_of("Vân")
    asked = client.get(url("open-register", query="loai=di&nam=2019"), follow=True)
    assert asked.request["PATH_INFO"] == url("open-series")
    assert "Mở dãy số trước, rồi mở sổ." in asked.content.decode()
    sent = {"code": "QĐ", "opened_at": "0", "kinds": ["decision"], "idempotency_key": "k-1"}
    onwards = client.post(url("open-series", query="loai=di&nam=2019"), sent)
    assert onwards["Location"] == url("open-register", query="loai=di&nam=2019")
    series = Series.objects.get(code="QĐ", year=2019)
    assert (series.purpose, series.kinds, series.last) == (Purpose.OUTGOING, ["decision"], 0)
    sent = {"code": "VB-ĐI", "name": "Sổ văn bản đi", "over": [str(series.pk)]}
    response = client.post(url("open-register", query="loai=di&nam=2019"), sent, follow=True)
    assert response.redirect_chain[0][1] == 303
    assert "Sổ văn bản đi năm 2019" in text_of(response)
    assert "Đã mở Sổ văn bản đi năm 2019." in response.content.decode()
    assert Register.objects.get(year=2019).over.get().series == series


def test_a_faulty_opening_keeps_what_was_typed():
    client = client_of("Vân")
    ask = url("open-series", query="loai=den&nam=2018")
    response = client.post(ask, {"code": "ĐẾN-2", "opened_at": "540", "reason": ""})
    assert response.status_code == 422
    assert "Mở sổ từ một số khác 0 phải ghi rõ lý do." in text_of(response)
    assert 'value="540"' in response.content.decode()
    taken = client.post(ask, {"code": "DEN", "opened_at": "x"})
    assert "phải là số nguyên" in text_of(taken)
    taken = client.post(ask, {"code": "DEN", "opened_at": "0"})
    assert "đã được mở cho năm đó" in text_of(taken)
    foreign = [str(cast.series(Purpose.OUTGOING).pk)]
    response = client.post(url("open-register"), {"code": "X", "name": "Sổ lạ", "over": foreign})
    assert response.status_code == 422
    assert "Sổ lạ" in response.content.decode()
    assert not Register.objects.filter(code="X").exists()


@pytest.mark.parametrize("query", ["loai=la", "nam=2013", "nam=x", "loai=den&nam=99999999999"])
def test_a_year_or_a_sort_that_nobody_opens_is_not_found(query):
    for name in ("open-series", "open-register"):
        assert client_of("Vân").get(url(name, query=query)).status_code == 404


@pytest.fixture
def filled():
    """A book of 60 numbers; the documents of the first three."""
    for _ in range(3):
        lives.submitted()
    book, series = cast.register(Purpose.INCOMING), cast.series(Purpose.INCOMING)
    Number.objects.bulk_create(
        Number(
            agency=book.agency, series=series, register=book, value=value, purpose=Purpose.INCOMING, year=2018,
            document_id=new_id(), taken_on=AT.date(),
        )
        for value in range(4, 61)
    )  # fmt: skip
    Series.objects.filter(pk=series.pk).update(last=60)


def test_fifty_numbers_a_page_and_the_way_back_and_forth(filled):
    client = client_of("Vân")
    first = client.get(url("incoming-book"))
    assert [row[1] for row in rows_of(first)] == [str(value) for value in range(60, 60 - PAGE_ROWS, -1)]
    older = next(href for href in links_of(first) if "sau=" in href)
    second = client.get(older)
    assert [row[1] for row in rows_of(second)] == [str(value) for value in range(10, 0, -1)]
    newer = next(href for href in links_of(second) if "truoc=" in href)
    assert rows_of(client.get(newer)) == rows_of(first)
    assert client.get(url("incoming-book", query="sau=1")).status_code == 404
    elsewhere = cast.register(Purpose.OUTGOING).pk
    assert "Sổ chưa có văn bản" in text_of(
        client.get(url("incoming-book", query=f"sau={shorten(elsewhere)}"))
    )


def test_the_print_shows_a_span_in_order_with_its_cover(filled):
    client = client_of("Vân")
    response = client.get(url("incoming-book", query="tu-so=2&den-so=58"))
    assert [row[1] for row in rows_of(response)] == [str(value) for value in range(2, 59)]
    assert "2 – 58" in text_of(response)
    assert "Sở Giáo dục và Đào tạo" in text_of(response)
    wrong = client.get(url("incoming-book", query="tu-so=9&den-so=2"))
    assert wrong.status_code == 422
    assert "Đến số nhỏ hơn từ số." in text_of(wrong)


def test_queries_of_both_books(filled, django_assert_max_num_queries):
    lives.outgoing_at(OutgoingState.RELEASED)
    client = client_of("Vân")
    for name in ("incoming-book", "outgoing-book"):
        client.get(url(name))
        with django_assert_max_num_queries(12):
            assert rows_of(client.get(url(name)))


def test_what_went_back_and_on_is_told_by_its_last_holder():
    life = lives.in_handling()
    lines.forward(by=actor("Chi"), at=AT, line=lives.line(life, Part.LEAD), to=seat("Phú"))
    ((*_, holder, _passed, _read, _note),) = rows_of(client_of("Vân").get(url("incoming-book")))
    assert holder == "Phan Phú, Trưởng phòng"
