import random

import pytest

from congvan.vietnamese import name_sort_key, sort_key

DICTIONARY = [
    "an",
    "ăn",
    "ân",
    "ba",
    "ba mươi",
    "bà",
    "bà con",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bai",
    "bang",
    "băng",
    "bâng",
    "da",
    "đa",
    "e",
    "ê",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "y",
]


def in_bytes(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: sort_key(word).encode())


def test_dictionary_order_letters_before_tones_syllable_by_syllable() -> None:
    shuffled = random.Random(1).sample(DICTIONARY, len(DICTIONARY))
    assert in_bytes(shuffled) == DICTIONARY


def test_case_and_tone_placement_do_not_count() -> None:
    assert sort_key("HOÀ Bình") == sort_key("hòa bình")
    assert sort_key("Sở Y tế (mới)") == sort_key("sở y tế, mới")


def test_numbers_sort_by_value_before_letters() -> None:
    assert in_bytes(["Phòng Anh", "Phòng 10", "Phòng 2", "Phòng 007"]) == [
        "Phòng 2",
        "Phòng 007",
        "Phòng 10",
        "Phòng Anh",
    ]


def test_digits_within_a_word_part_it() -> None:
    assert in_bytes(["QH15", "QH2"]) == ["QH2", "QH15"]


def test_foreign_letters_and_strangers_stand_somewhere_sure() -> None:
    assert sort_key("Müller") == sort_key("muller")
    assert sort_key("y") < sort_key("中")
    assert sort_key("中").isascii()


@pytest.mark.parametrize("text", ["", "…", "  "])
def test_nothing_to_sort_by(text: str) -> None:
    assert sort_key(text) == ""


def test_people_sort_by_given_name_then_family_name() -> None:
    people = ["Đỗ Bình", "Nguyễn Anh", "Bình", "Trần An", "Lê Ân", "Nguyễn Văn An"]
    expected = ["Nguyễn Văn An", "Trần An", "Nguyễn Anh", "Lê Ân", "Bình", "Đỗ Bình"]
    assert sorted(people, key=lambda name: name_sort_key(name).encode()) == expected
