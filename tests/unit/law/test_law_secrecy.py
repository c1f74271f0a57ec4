import unicodedata

import pytest

from congvan.law.secrecy import Marking, marking_in, marking_in_field


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("MẬT", Marking.CONFIDENTIAL),
        ("  TỐI   MẬT ", Marking.SECRET),
        ("TUYỆT MẬT", Marking.TOP_SECRET),
        ("| MẬT |", Marking.CONFIDENTIAL),
        ("[TỐI MẬT]", Marking.SECRET),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), Marking.TOP_SECRET),
    ],
)
def test_a_whole_line_in_capitals_is_a_marking(line: str, marking: Marking) -> None:
    assert marking_in(["UBND TỈNH PHÚ YÊN", line, "Số: 11"]) is marking


@pytest.mark.parametrize(
    "line",
    [
        "Mật",
        "mật",
        "BẢO MẬT",
        "CHẾ ĐỘ MẬT",
        "trừ văn bản thuộc chế độ mật.",
        "MẬT ONG",
        "MAT",
        "MẤT",
        "TỐI",
        "",
        "SỔ VĂN BẢN MẬT",
    ],
)
def test_the_word_in_a_text_is_not(line: str) -> None:
    assert marking_in([line]) is None


def test_no_lines_no_marking() -> None:
    assert marking_in([]) is None


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("Mật", Marking.CONFIDENTIAL),
        ("Độ mật: Tối mật", Marking.SECRET),
        ("TUYỆT MẬT.", Marking.TOP_SECRET),
        ("mat", Marking.CONFIDENTIAL),
        ("Toi Mat", Marking.SECRET),
        ("tuyet mat", Marking.TOP_SECRET),
        ("Thường", None),
        ("Không mật", None),
        ("bảo mật", None),
        ("mất", None),
        ("", None),
        ("Độ mật:", None),
    ],
)
def test_a_field_says_it_in_any_case(text: str, marking: Marking | None) -> None:
    assert marking_in_field(text) is marking
