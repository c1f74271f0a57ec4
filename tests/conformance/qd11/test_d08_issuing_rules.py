from datetime import date

import pytest

from congvan.law.kinds import kind
from congvan.law.numbering import notation, symbol
from congvan.law.parameters import SealPlace
from congvan.law.rulebook import resolve

BOOK = resolve(profile="phu-yen-2018", on=date(2018, 4, 10))


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_number_after_the_leader_then_the_seal_top_left() -> None:
    assert BOOK.signing.number_after_leader
    assert BOOK.signing.seal_needs_leader_signature
    assert BOOK.signing.seal_place is SealPlace.PAGE1_TOP_LEFT


@pytest.mark.law("QD11/D8.K3.b")
def test_d8_k3_b_urgent_documents_leave_right_after_signing() -> None:
    assert BOOK.release.urgent_at_once
    assert BOOK.source_of("release.urgent_at_once").law == "QD11/D8.K3.b.P2"


@pytest.mark.law("QD11/D8.K4")
def test_d8_k4_only_what_has_legal_value_leaves() -> None:
    assert BOOK.release.legal_value_required


@pytest.mark.law("QD11/D8.K5")
def test_d8_k5_two_copies_are_kept() -> None:
    assert BOOK.release.two_copies


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_the_story_s_notations() -> None:
    decision, letter = kind("normative_decision"), kind("official_letter")
    assert (
        notation(kind=decision, number=11, year=2018, symbol=symbol(kind=decision, issuer="UBND"))
        == "11/2018/QĐ-UBND"
    )
    after = symbol(kind=letter, issuer="SGDĐT", drafter="VP")
    assert notation(kind=letter, number=94, year=2018, symbol=after) == "94/SGDĐT-VP"
