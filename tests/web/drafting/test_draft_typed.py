"""What is typed becomes the parts of a document, under the letterhead of who issues it (ND30/PL1)."""

import pytest

from congvan.base.files import vault
from congvan.node.documents.queries import latest_main_file
from congvan.node.web.outgoing.drafting.paragraphs import blocks_of, lines_of, short_unit
from congvan.reading import read_pages
from congvan.typeset import Article, Clause, Heading, Paragraph
from tests.web.drafting.test_draft_walk import at, newest, send, started
from tests.web.people import client_of
from tests.web.sheets import form_to


def test_lines_become_the_parts_that_their_beginnings_name():
    typed = "Mở đầu.\n\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Khoản một.\na) Điểm a.\n12/5 là hạn."
    assert blocks_of(typed) == (
        Paragraph(text="Mở đầu."),
        Heading(label="Chương I", title="QUY ĐỊNH CHUNG"),
        Article(label="Điều 1", text="Phạm vi"),
        Clause(label="1.", text="Khoản một."),
        Clause(label="a)", text="Điểm a."),
        Paragraph(text="12/5 là hạn."),
    )


def test_lists_are_taken_line_by_line_without_their_dashes():
    assert lines_of(" - Như trên;\n\nLưu: VT.") == ("Như trên;", "Lưu: VT.")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Văn phòng Sở", "VP"),
        ("Phòng Giáo dục Trung học", "GDTH"),
        ("VP", "VP"),
        ("", ""),
        ("Thanh tra Sở", "TT"),
    ],
)
def test_a_unit_without_a_short_name_gets_its_initials(name, short):
    assert short_unit(name) == short


def pages_of(life):
    data = vault.read(latest_main_file(life.document).stored_id)
    return [line.text for page in read_pages(data) for line in page.lines]


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("kind", "symbol"), [("decision", "/QĐ-SGDĐT"), ("normative_decision", "/2018/QĐ-SGDĐT")]
)
def test_a_decision_has_its_bases_its_word_and_its_articles(kind, symbol):
    chi = client_of("Chi")
    life = started(chi, kind=kind, subject="về việc thành lập Tổ công tác", urgency="1")
    form = form_to(chi.get(at("revise", id=life.document_id)), at("revise", id=life.document_id))
    assert form.fields["recipients"].strip().startswith("Như Điều 3;")
    given = {
        "enacting_body": "Giám đốc Sở Giáo dục và Đào tạo",
        "bases": "Căn cứ Luật Giáo dục;\nXét đề nghị của Chánh Văn phòng Sở,",
        "content": "Điều 1. Thành lập Tổ công tác.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.",
    }
    response = send(chi, "revise", given, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    said = pages_of(life)
    for line in (
        "QUYẾT ĐỊNH:",
        "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Căn cứ Luật Giáo dục;",
        "KHẨN",
        "Lê Lâm",
        symbol,
    ):
        assert line in said
    assert "Điều 1. Thành lập Tổ công tác." in said
    assert newest(life).places["printed_year"] == 2018
