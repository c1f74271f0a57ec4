import unicodedata

import pytest

from congvan.vietnamese import fold, normalise


def test_normalise_composes_collapses_and_trims() -> None:
    parted = unicodedata.normalize("NFD", "  Quyết\u00a0định\n\tsố  11 ")
    assert normalise(parted) == "Quyết định số 11"


def test_normalise_drops_characters_nobody_sees() -> None:
    assert normalise("\ufeffcông\u200b vă\u00adn") == "công văn"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ưu", "dang thi uu"),
        ("HOẢ TỐC", "hoa toc"),
        ("Hỏa  tốc", "hoa toc"),
        ("thuỷ", "thuy"),
        ("thủy", "thuy"),
        ("QĐ-UBND", "qd-ubnd"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
