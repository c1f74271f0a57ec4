"""Lines, markings and origin of PDFs."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from congvan.reading import (
    Page,
    ReadingError,
    TextLine,
    judge_origin,
    judge_pages,
    rasterise,
    read_pages,
    render_webp,
    upper_lines,
)
from congvan.reading import limits as reading_limits
from congvan.reading.characters import read_characters
from congvan.typeset import Letter, Paragraph, compose
from tests.unit.signing.papers import paper

AT = datetime(2018, 4, 11, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="module")
def born() -> bytes:
    letter = Letter(
        parent_name="UBND tỉnh Phú Yên",
        issuer_name="Sở Giáo dục và Đào tạo",
        place="Phú Yên",
        year=2018,
        symbol="/SGDĐT-VP",
        kind=None,
        subject="bảo vệ bí mật nhà nước",
        addressees=("Các đơn vị trực thuộc",),
        body=(
            Paragraph(text="Quy chế này không áp dụng đối với văn bản thuộc chế độ mật."),
            Paragraph(text="MẬT"),
        ),
        recipient_lines=("Lưu: VT.",),
        authority_lines=("GIÁM ĐỐC",),
        signer_name="Nguyễn Văn Lâm",
    )
    return compose(letter, at=AT).pdf


@pytest.fixture(scope="module")
def scan(born) -> bytes:
    return rasterise(born, dpi=72)


def test_lines_come_from_the_top_and_the_two_columns_of_the_head_stay_apart(born):
    texts = [line.text for line in read_pages(born)[0].lines]
    assert set(texts[:4]) == {
        "UBND TỈNH PHÚ YÊN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Độc lập - Tự do - Hạnh phúc",
    }
    assert texts[-1] == "Nguyễn Văn Lâm"


def test_boxes_are_points_from_the_lower_left(born):
    page = read_pages(born)[0]
    assert (round(page.width), round(page.height)) == (595, 842)
    head = next(line for line in page.lines if line.text.startswith("CỘNG HÒA"))
    assert head.x0 > page.width / 3
    assert 750 < head.y0 < head.y1 < 790


def test_a_marking_is_a_line_of_its_own_in_the_upper_third_only(born):
    page = read_pages(born)[0]
    assert "MẬT" in [line.text for line in page.lines]
    marked = Page(
        number=1,
        width=600,
        height=900,
        lines=(
            TextLine(text="MẬT", x0=50, y0=700, x1=80, y1=714),
            TextLine(text="chân trang", x0=50, y0=20, x1=90, y1=34),
        ),
        image_share=0,
        image_count=0,
    )
    assert upper_lines(marked) == ("MẬT",)


def test_typeset_letter_is_born_digital(born):
    judgement = judge_origin(born)
    assert judgement.origin == "born_digital"
    assert judgement.confidence > 0.9
    assert "máy tính" in judgement.reason


def test_rasterised_letter_is_a_scan_without_text(scan):
    pages = read_pages(scan)
    assert pages[0].lines == ()
    assert pages[0].image_share > 0.95
    judgement = judge_origin(scan)
    assert judgement.origin == "scanned"
    assert "số hóa từ giấy" in judgement.reason


def test_rasterising_twice_gives_the_same_bytes(born, scan):
    assert rasterise(born, dpi=72) == scan


def _page(number: int, *, image_share: float, text: str = "") -> Page:
    lines = (TextLine(text=text, x0=0, y0=0, x1=9, y1=9),) if text else ()
    return Page(number=number, width=600, height=900, lines=lines, image_share=image_share, image_count=1)


@pytest.mark.parametrize(
    ("pages", "origin"),
    [
        ((_page(1, image_share=1.0, text="lớp chữ nhận dạng " * 9),), "scanned"),
        ((_page(1, image_share=1.0), _page(2, image_share=0, text="chữ " * 40)), "scanned"),
        ((_page(1, image_share=0, text="chữ " * 40), _page(2, image_share=1.0)), "born_digital"),
        ((_page(1, image_share=0.1, text="x"),), "unknown"),
        ((), "unknown"),
    ],
)
def test_mixed_and_empty_files(pages, origin):
    assert judge_pages(pages).origin == origin


@pytest.mark.parametrize("junk", [b"", b"junk", b"%PDF-1.7\n%%EOF", b"\x00" * 1000])
def test_broken_bytes_are_refused_and_judged_unknown(junk):
    with pytest.raises(ReadingError) as refused:
        read_pages(junk)
    assert refused.value.code == "reading.broken"
    assert judge_origin(junk).origin == "unknown"


def test_size_is_bounded(monkeypatch, born):
    monkeypatch.setattr(reading_limits, "PDF_BYTES_MAX", len(born))
    assert read_pages(born)
    monkeypatch.setattr(reading_limits, "PDF_BYTES_MAX", len(born) - 1)
    with pytest.raises(ReadingError) as refused:
        read_pages(born)
    assert refused.value.code == "reading.too_large"


def test_page_is_drawn_as_webp_and_bounded(monkeypatch, born):
    picture = Image.open(BytesIO(render_webp(born, page=1, dpi=72)))
    assert picture.format == "WEBP"
    assert abs(picture.size[0] - 596) <= 1
    monkeypatch.setattr(reading_limits, "PIXELS_MAX", 10_000)
    small = Image.open(BytesIO(render_webp(born, page=1, dpi=72)))
    assert small.size[0] * small.size[1] < 11_000
    with pytest.raises(ReadingError):
        render_webp(born, page=2)


@pytest.mark.parametrize("drawn", [b"/F0 13 Tf 90 700 Td", b"/F0 1 Tf 13 0 0 13 90 700 Tm"])
def test_size_of_a_letter_is_the_one_on_the_page_however_it_was_scaled(drawn):
    pdf = paper().replace(b"BT /F0 13 Tf 90 700 Td", b"BT " + drawn)
    letters = read_characters(pdf, page=1).characters
    assert "".join(one.text for one in letters) == "Trang1"
    assert {round(one.size, 3) for one in letters} == {13}
