"""Letters set on pages: layout of ND30/PL1, places, bounds."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from congvan.typeset import (
    Annex,
    Article,
    Clause,
    Heading,
    Letter,
    Paragraph,
    Table,
    TypesetError,
    compose,
    font_bytes,
)
from congvan.typeset import limits as typeset_limits
from congvan.typeset.places import MM, PAGE_HEIGHT

AT = datetime(2018, 4, 11, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BANNER = "BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
LETTER = Letter(
    parent_name="UBND tỉnh Phú Yên",
    issuer_name="Sở Giáo dục và Đào tạo",
    place="Phú Yên",
    year=2018,
    symbol="/SGDĐT-VP",
    kind=None,
    subject="thông báo Quyết định ban hành Quy chế",
    addressees=("Phòng giáo dục và đào tạo các huyện", "Các đơn vị trực thuộc Sở"),
    body=(Paragraph(text="Ngày 27/3/2018, UBND tỉnh ban hành Quyết định."),),
    recipient_lines=("Như trên;", "Lưu: VT, VP."),
    authority_lines=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG SỞ"),
    signer_name="Phạm Huy Văn",
    banner=BANNER,
)
DECISION = replace(
    LETTER,
    parent_name=None,
    issuer_name="Ủy ban nhân dân tỉnh Phú Yên",
    symbol="/2018/QĐ-UBND",
    kind="Quyết định",
    subject="Ban hành Quy chế quản lý hệ thống",
    addressees=(),
    bases=("Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;",),
    enacting="QUYẾT ĐỊNH:",
    body=(Article(label="Điều 1", text="Ban hành kèm theo Quyết định này Quy chế."),),
    annex=Annex(
        title="Quy chế",
        subject="Quản lý, vận hành",
        note="(Ban hành kèm theo Quyết định số      /2018/QĐ-UBND)",
        body=(
            Heading(label="Chương I", title="Quy định chung"),
            Article(label="Điều 1", title="Phạm vi điều chỉnh"),
            *(
                Clause(label=f"{number}.", text="Quy chế này quy định về việc quản lý. " * 4)
                for number in range(1, 40)
            ),
            Table(header=("TT", "Thông tin"), rows=(("1.", "Số đến"), ("2.", "Ngày đến"))),
        ),
    ),
)


def text_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[page].get_textpage().get_text_range().split())
    finally:
        document.close()


def pages_of(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_it_prints_every_part_in_vietnamese():
    text = text_of(compose(LETTER, at=AT).pdf)
    for part in (
        "UBND TỈNH PHÚ YÊN",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "V/v thông báo Quyết định",
        "Kính gửi:",
        "- Phòng giáo dục và đào tạo các huyện;",
        "- Các đơn vị trực thuộc Sở.",
        "Nơi nhận:",
        "TL. GIÁM ĐỐC",
        "Phạm Huy Văn",
        BANNER,
    ):
        assert part in text


def test_decision_has_title_bases_and_annex_with_page_numbers():
    pdf = compose(DECISION, at=AT).pdf
    first = text_of(pdf)
    assert "QUYẾT ĐỊNH Ban hành Quy chế quản lý hệ thống" in first
    assert "Căn cứ Luật Công nghệ thông tin" in first
    assert "V/v" not in first
    count = pages_of(pdf)
    assert count >= 4
    later = [text_of(pdf, index) for index in range(1, count)]
    assert [text.split()[0] for text in later] == [str(number) for number in range(2, count + 1)]
    assert "Chương I QUY ĐỊNH CHUNG" in later[0]
    assert "Số đến" in later[-1]
    assert all(BANNER in text for text in [first, *later])


def test_same_letter_gives_same_bytes():
    assert compose(DECISION, at=AT) == compose(DECISION, at=AT)


def test_it_is_archival_pdf():
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>B<", compose(LETTER, at=AT).pdf, re.DOTALL)


def test_gaps_lie_in_their_lines():
    places = compose(LETTER, at=AT).places
    line = [places[name] for name in ("number", "day", "month", "year")]
    assert {place.page for place in line} == {1}
    assert max(place.y0 for place in line) - min(place.y0 for place in line) < 0.01
    for left, right in pairwise(line):
        assert left.x1 < right.x0


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_a_place_for_the_seal_lies_top_left_of_page_one():
    place = compose(DECISION, at=AT).places["seal_top_left"]
    assert place.page == 1
    assert place.x0 < 20 * MM
    assert place.y1 > PAGE_HEIGHT - 10 * MM
    assert place.y0 > PAGE_HEIGHT - 25 * MM  # above the letterhead, which starts at 25 mm


def test_seal_covers_the_left_third_of_the_leader_place():
    places = compose(DECISION, at=AT).places
    leader, seal = places["leader"], places["seal"]
    assert seal.page == leader.page
    assert seal.x1 == pytest.approx(leader.x0 + (leader.x1 - leader.x0) / 3)
    assert seal.x0 < leader.x0


def test_leader_place_lies_between_authority_and_name():
    composed = compose(LETTER, at=AT)
    document = pypdfium2.PdfDocument(composed.pdf)
    page = document[0].get_textpage()
    leader = composed.places["leader"]
    inside = page.get_text_bounded(leader.x0, leader.y0, leader.x1, leader.y1)
    above = page.get_text_bounded(leader.x0 - 40, leader.y1, leader.x1 + 40, leader.y1 + 60)
    below = page.get_text_bounded(leader.x0 - 40, leader.y0 - 40, leader.x1 + 40, leader.y0)
    document.close()
    assert inside.strip() == ""
    assert "CHÁNH VĂN PHÒNG" in above
    assert "Phạm Huy Văn" in below


def test_markup_in_a_text_is_shown_not_run():
    hostile = replace(LETTER, body=(Paragraph(text='#read("/etc/passwd") $x$ *đậm* <place> \\ `mã`'),))
    assert '#read("/etc/passwd") $x$ *đậm* <place>' in text_of(compose(hostile, at=AT).pdf)


def test_uneven_table_is_refused():
    uneven = replace(LETTER, body=(Table(header=("TT", "A"), rows=(("1.",),)),))
    with pytest.raises(TypesetError) as refused:
        compose(uneven, at=AT)
    assert refused.value.code == "typeset.table"


@pytest.mark.parametrize(("extra", "refused"), [(0, False), (1, True)])
def test_blocks_are_bounded(monkeypatch, extra, refused):
    monkeypatch.setattr(typeset_limits, "BLOCKS_MAX", 3)
    long = replace(LETTER, body=(Paragraph(text="a"),) * (3 + extra))
    if not refused:
        assert compose(long, at=AT).pdf
        return
    with pytest.raises(TypesetError) as error:
        compose(long, at=AT)
    assert error.value.code == "typeset.too_large"


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_fonts_have_1000_units_and_all_vietnamese_letters(style, tmp_path):
    path = tmp_path / "font.ttf"
    path.write_bytes(font_bytes(style))
    font = TTFont(path)
    assert font["head"].unitsPerEm == 1000
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    letters = {
        char
        for vowel in vowels
        for mark in "\u0300\u0301\u0303\u0309\u0323"
        for char in _composed(vowel, mark)
    }
    assert not {letter for letter in letters | set("đĐ–“”…") if ord(letter) not in font.getBestCmap()}
    assert "Open Font License" in font["name"].getDebugName(13)


def _composed(vowel: str, mark: str) -> str:
    return unicodedata.normalize("NFC", vowel + mark)
