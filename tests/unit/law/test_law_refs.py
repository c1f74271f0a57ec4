import pytest

from congvan.law.errors import BadLawRef, UnknownClause
from congvan.law.refs import LawRef, require
from congvan.law.texts import clauses


def test_every_clause_id_reads_and_writes_back() -> None:
    assert all(str(LawRef.parse(clause_id)) == clause_id for clause_id in clauses())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("QD11/D5.K6.b", "Điều 5 khoản 6 điểm b"),
        ("QD11.QD/D2", "Điều 2"),
        ("QD11/D5.K4.b.T2", "Điều 5 khoản 4 điểm b dòng 2"),
        ("QD11/D8.K3.b.P2", "Điều 8 khoản 3 điểm b đoạn 2"),
        ("ND30/PL1.F1.M2.K3.c", "Phụ lục 1 Phần 1 Mục 2 khoản 3 điểm c"),
        ("ND30/D31.K3.dd", "Điều 31 khoản 3 điểm đ"),
    ],
)
def test_place_in_words(text: str, place: str) -> None:
    assert LawRef.parse(text).place == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "QD11",
        "QD11/",
        "/D5",
        "qd11/D5",
        "QD11/K5",
        "QD11/D0",
        "QD11/D5.k6",
        "QD11/D5..b",
        "QD11/D5.ab",
        "QD11/D5 K6",
        "QĐ11/D5",
        "QD11/D5.đ",
        "QD11/D1.K1.K1.K1.K1.K1.K1.K1.K1",
        "QD11/D5.K6.b\n",
    ],
)
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(BadLawRef, match="QD11/D5") as caught:
        LawRef.parse(text)
    assert caught.value.code == "law.ref.malformed"


def test_require_gives_the_refs_in_order() -> None:
    assert [str(ref) for ref in require("QD11/D6.K2", "QD11/D5.K2")] == ["QD11/D6.K2", "QD11/D5.K2"]


def test_require_refuses_a_clause_that_is_not_in_the_texts() -> None:
    with pytest.raises(UnknownClause, match=r"QD11/D5\.K7"):
        require("QD11/D5.K2", "QD11/D5.K7")


def test_a_clause_covers_its_parts_only() -> None:
    whole = LawRef.parse("QD11/D8.K2.b")
    assert whole.covers(whole)
    assert whole.covers(LawRef.parse("QD11/D8.K2.b.P1"))
    assert not LawRef.parse("QD11/D8.K2.b.P1").covers(whole)
    assert not whole.covers(LawRef.parse("QD11/D8.K2.a"))
    assert not LawRef.parse("QD11/D2").covers(LawRef.parse("QD11.QD/D2"))
