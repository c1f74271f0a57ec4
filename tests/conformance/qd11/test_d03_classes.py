from datetime import date

import pytest

from congvan.law.legal_value import Evidence, LegalClass, Origin, Standing, classify
from congvan.law.rulebook import resolve

RULES = resolve(profile="phu-yen-2018", on=date(2018, 4, 10))


def standing(origin: Origin, **facts: bool) -> Standing:
    return classify(Evidence(origin=origin, **facts), rules=RULES)


@pytest.mark.law("QD11/D3.K1.a")
def test_d3_k1_a_both_signatures_on_a_born_digital_file_make_class_one() -> None:
    found = standing(Origin.BORN_DIGITAL, person_signed=True, seal_signed=True, seal_is_issuer=True)
    assert found.legal_class is LegalClass.BORN_SIGNED
    assert found.has_legal_value


@pytest.mark.law("QD11/D3.K1.a")
@pytest.mark.parametrize(
    "facts", [{"person_signed": True}, {"seal_signed": True, "seal_is_issuer": True}, {}]
)
def test_d3_k1_a_one_signature_is_not_enough(facts: dict[str, bool]) -> None:
    assert standing(Origin.BORN_DIGITAL, **facts).legal_class is None


@pytest.mark.law("QD11/D3.K1.a", "QD11/D8.K1")
def test_d3_k1_a_number_and_date_drawn_after_the_leader_keep_class_one() -> None:
    signed = {
        "person_signed": True,
        "seal_signed": True,
        "seal_is_issuer": True,
        "changed_after_signing": True,
    }
    assert standing(Origin.BORN_DIGITAL, **signed, drawn_by_d8_k1=True).legal_class is LegalClass.BORN_SIGNED
    assert standing(Origin.BORN_DIGITAL, **signed).legal_class is None


@pytest.mark.law("QD11/D3.K1.b")
def test_d3_k1_b_the_issuer_signs_the_scan() -> None:
    assert (
        standing(Origin.SCANNED, seal_signed=True, seal_is_issuer=True).legal_class is LegalClass.SIGNED_SCAN
    )


@pytest.mark.law("QD11/D3.K1.b")
def test_d3_k1_b_a_scan_sealed_by_someone_else_is_not_class_two() -> None:
    found = standing(Origin.SCANNED, seal_signed=True, sender_known=True, origin_assured=True, intact=True)
    assert found.legal_class is None
    assert "không phải của cơ quan ban hành" in found.reason


@pytest.mark.law("QD11/D3.K1.c")
def test_d3_k1_c_an_unsigned_scan_is_worth_something_only_with_all_three() -> None:
    assured = {"sender_known": True, "origin_assured": True, "intact": True}
    whole = standing(Origin.SCANNED, **assured)
    assert whole.legal_class is LegalClass.UNSIGNED_SCAN
    assert whole.has_legal_value
    for gone in assured:
        lesser = standing(Origin.SCANNED, **(assured | {gone: False}))
        assert lesser.legal_class is LegalClass.UNSIGNED_SCAN
        assert not lesser.has_legal_value
        assert len(lesser.missing) == 1


@pytest.mark.law("QD11/D3.K1")
def test_d3_k1_three_classes_do_not_cover_every_file() -> None:
    assert standing(Origin.UNKNOWN).legal_class is None
    assert standing(Origin.UNKNOWN).missing
