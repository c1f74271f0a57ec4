import pytest

from congvan.law.errors import UnknownKind
from congvan.law.kinds import kind, kind_by_name, kinds
from congvan.law.texts import clauses
from congvan.vietnamese import fold


def test_the_twenty_nine_kinds_are_those_of_the_decree_in_its_order() -> None:
    listed = clauses()["ND30/D7"].text.partition(": ")[2].rstrip(".").split(", ")
    ours = [each.name for each in kinds().values() if not each.normative]
    assert len(ours) == 29
    assert [fold(name).removesuffix(" (ca biet)") for name in listed] == [fold(name) for name in ours]


def test_abbreviations_are_unique_within_their_sort() -> None:
    for normative in (False, True):
        given = [
            each.abbreviation
            for each in kinds().values()
            if each.normative is normative and each.abbreviation
        ]
        assert len(given) == len(set(given))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("QUYẾT ĐỊNH", "decision"),
        ("quyet dinh", "decision"),
        ("Quy định", "rules"),
        ("Nghị quyết (cá biệt)", "resolution"),
        ("Giấy uỷ quyền", "mandate"),
        ("Nghị định", "decree"),
    ],
)
def test_kind_by_name(name: str, code: str) -> None:
    assert kind_by_name(name) is kind(code)


def test_a_name_of_both_sorts_is_told_apart() -> None:
    assert kind_by_name("Quyết định", normative=True) is kind("normative_decision")
    assert kind_by_name("Công văn", normative=True) is kind("official_letter")


@pytest.mark.parametrize("name", ["", "Đơn xin", "quyết"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UnknownKind):
        kind_by_name(name)
    with pytest.raises(UnknownKind):
        kind(name)
