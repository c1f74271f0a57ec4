"""The letters of the demo: the published words, in the published order, never without the banner."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from congvan.law.secrecy import Marking, marking_in
from congvan.reading import judge_origin, read_pages, upper_lines
from congvan.sites.demo import letters
from congvan.sites.demo.letters.regulation import regulation_body
from congvan.sites.demo.letters.story import LETTERS
from congvan.typeset import Article, Clause, Heading, Paragraph, Table, compose

AT = datetime(2018, 3, 27, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BANNER = "BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
PUBLISHED = Path(__file__).parents[4] / "shared/regulation/000_5fd0ef9ef9737c7e.txt"
ON_PAPER = ("proposal", "overdue_letter", "unsigned_report")


def lines_of(name):
    return [
        [line.text for line in page.lines] for page in read_pages(compose(letters.named(name), at=AT).pdf)
    ]


def one_line(text):
    return " ".join(text.split())


def words_of(block):
    if isinstance(block, Heading):
        return f"{block.label} {block.title}"
    if isinstance(block, Article):
        return f"{block.label}. {block.title or block.text}"
    if isinstance(block, Table):
        return " ".join(" ".join(row) for row in (block.header, *block.rows))
    return block.text if isinstance(block, Paragraph) else f"{block.label} {block.text}"


def body_text(blocks):
    return one_line(" ".join(words_of(block) for block in blocks))


@pytest.fixture
def published():
    if not PUBLISHED.exists():
        pytest.skip("../shared không có ở đây")
    return one_line(PUBLISHED.read_text("utf-8"))


@pytest.mark.parametrize("name", LETTERS)
def test_every_page_says_that_it_is_an_illustration(name):
    assert all(page[-1] == BANNER for page in lines_of(name))


@pytest.mark.parametrize("name", LETTERS)
def test_head_and_signer_are_printed(name):
    letter, first = letters.named(name), lines_of(name)[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert letter.issuer_name.splitlines()[0].upper() in first
    assert any(letter.signer_name in page for page in lines_of(name))


def test_regulation_stands_word_for_word_as_it_was_published(published):
    start = published.index("Chương I QUY ĐỊNH CHUNG")
    end = published.index("TM. ỦY BAN NHÂN DÂN", start)
    assert body_text(regulation_body()) == published[start:end].strip()


def test_decision_stands_word_for_word_as_it_was_published(published):
    letter = letters.decision()
    bases = one_line(" ".join(letter.bases))
    assert f"{bases} QUYẾT ĐỊNH: {body_text(letter.body)}" in published
    assert " ".join(f"- {line}" for line in letter.recipient_lines) in published
    assert f"{' '.join(letter.authority_lines)} {letter.signer_name}" in published


def test_notice_stands_word_for_word_as_it_was_published(published):
    letter = letters.notice()
    assert body_text(letter.body) in published
    assert f"V/v {letter.subject}" in published
    assert " ".join(f"- {line}" for line in letter.recipient_lines) in published


def test_misprints_stay():
    text = body_text(regulation_body())
    assert "4. Chuyên Thông tin chuyên có trong" in text
    assert "đường công văn đường thư điện tử" in text


def test_four_chapters_fifteen_articles_one_table():
    body = regulation_body()
    chapters = [block.label for block in body if isinstance(block, Heading)]
    articles = [block.label for block in body if isinstance(block, Article)]
    assert chapters == ["Chương I", "Chương II", "Chương III", "Chương IV"]
    assert articles == [f"Điều {number}" for number in range(1, 16)]
    (table,) = [block for block in body if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["1.", "2.", "3.", "4.", "5."]
    before = body[body.index(table) - 1]
    assert isinstance(before, Clause)
    assert before.label == "b)"


@pytest.mark.parametrize("name", ["decision", "notice"])
@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_number_date_and_signature_have_free_places(name):
    letter = letters.named(name)
    assert letter.printed is None
    assert {"number", "day", "month", "leader", "seal_top_left"} <= compose(letter, at=AT).places.keys()


def test_signature_of_the_decision_stands_with_its_last_article():
    place = compose(letters.decision(), at=AT).places["leader"]
    page = lines_of("decision")[place.page - 1]
    assert any(line.startswith("Điều 3.") for line in page)


@pytest.mark.parametrize(
    ("name", "number", "date"),
    [
        ("proposal", "Số: 10/TTr-STTTT", "Phú Yên, ngày 12 tháng 3 năm 2018"),
        ("overdue_letter", "Số: 305/UBND-VX", "Phú Yên, ngày 28 tháng 3 năm 2018"),
        ("unsigned_report", "Số: 56/STTTT-CNTT", "Phú Yên, ngày 12 tháng 4 năm 2018"),
    ],
)
def test_paper_bears_its_number_and_date(name, number, date):
    first = lines_of(name)[0]
    assert number in first
    assert date in first


@pytest.mark.parametrize("name", ON_PAPER)
def test_scan_is_pictures_only(name):
    scan = letters.scan_of(letters.named(name), at=AT)
    assert judge_origin(scan).origin == "scanned"
    assert all(page.lines == () for page in read_pages(scan))
    assert scan == letters.scan_of(letters.named(name), at=AT)


def test_only_paper_is_scanned():
    with pytest.raises(ValueError, match="printed"):
        letters.scan_of(letters.notice(), at=AT)


@pytest.mark.law("QD11/D2.K2")
@pytest.mark.parametrize("name", LETTERS)
def test_d2_k2_only_the_trial_of_the_barrier_is_marked_secret(name):
    first = read_pages(compose(letters.named(name), at=AT).pdf)[0]
    expected = Marking.CONFIDENTIAL if name == "secret_letter" else None
    assert marking_in(upper_lines(first)) == expected


def test_unknown_name_is_refused():
    with pytest.raises(KeyError):
        letters.named("nothing")
