"""Every combination of evidence, against the readings of QD11/D3.K1 written as one table."""

from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from congvan.law.legal_value import Evidence, LegalClass, Origin, Standing, classify
from congvan.law.rulebook import resolve

QD11 = resolve(profile="phu-yen-2018", on=date(2018, 4, 10))
LAPSED = resolve(profile="phu-yen-2018", on=date(2026, 7, 1))
FLAGS = [field.name for field in fields(Evidence) if field.name != "origin"]
EVERY = [
    Evidence(origin=origin, **dict(zip(FLAGS, values, strict=True)))
    for origin in Origin
    for values in product((False, True), repeat=len(FLAGS))
]

# origin, person, seal, issuer, changed, drawn, sender+origin+intact -> class, legal value. None: either.
TABLE = [
    ("born_digital", True, True, True, False, None, None, LegalClass.BORN_SIGNED, True),
    ("born_digital", True, True, True, True, True, None, LegalClass.BORN_SIGNED, True),
    ("born_digital", True, True, True, True, False, None, None, False),
    ("born_digital", True, True, False, None, None, None, None, False),
    ("born_digital", True, False, None, None, None, None, None, False),
    ("born_digital", False, None, None, None, None, None, None, False),
    ("scanned", None, True, True, False, None, None, LegalClass.SIGNED_SCAN, True),
    ("scanned", None, True, False, False, None, None, None, False),
    ("scanned", True, False, None, False, None, None, None, False),
    ("scanned", False, False, None, False, None, True, LegalClass.UNSIGNED_SCAN, True),
    ("scanned", False, False, None, False, None, False, LegalClass.UNSIGNED_SCAN, False),
    ("scanned", None, None, None, True, None, None, None, False),
    ("unknown", None, None, None, None, None, None, None, False),
]


def expected(evidence: Evidence) -> tuple[LegalClass | None, bool]:
    facts = (
        evidence.origin.value,
        evidence.person_signed,
        evidence.seal_signed,
        evidence.seal_is_issuer,
        evidence.changed_after_signing,
        evidence.drawn_by_d8_k1,
        evidence.sender_known and evidence.origin_assured and evidence.intact,
    )
    matching = [
        row for row in TABLE if all(want in (None, fact) for want, fact in zip(row[:7], facts, strict=True))
    ]
    assert len(matching) == 1, facts
    return matching[0][7], matching[0][8]


def test_every_combination_has_one_row_and_its_class() -> None:
    assert len(EVERY) == 3 * 2**8
    for evidence in EVERY:
        standing = classify(evidence, rules=QD11)
        assert (standing.legal_class, standing.has_legal_value) == expected(evidence), evidence


def test_when_the_ground_of_class_three_lapses_only_it_loses_value() -> None:
    for evidence in EVERY:
        before, after = classify(evidence, rules=QD11), classify(evidence, rules=LAPSED)
        assert before.legal_class is after.legal_class
        if before.legal_class is LegalClass.UNSIGNED_SCAN:
            assert not after.has_legal_value
            assert "tham khảo" in after.reason
        else:
            assert before == after


@pytest.mark.parametrize("rules", [QD11, LAPSED])
def test_the_clerk_always_reads_one_sentence_and_what_to_do(rules) -> None:
    for evidence in EVERY:
        standing = classify(evidence, rules=rules)
        assert standing.reason.endswith(".")
        assert standing.reason.count(". ") == 0
        assert (standing.remedy is None) is standing.has_legal_value
        assert bool(standing.missing) is not standing.has_legal_value


def unsigned(**facts: bool) -> Standing:
    return classify(Evidence(origin=Origin.SCANNED, **facts), rules=QD11)


def test_an_unsigned_scan_says_which_of_the_three_is_missing() -> None:
    assert unsigned().missing == (
        "thông tin về người gửi",
        "tính xác thực về nguồn gốc",
        "sự toàn vẹn của văn bản",
    )
    assert unsigned(sender_known=True, intact=True).missing == ("tính xác thực về nguồn gốc",)
    assert unsigned(sender_known=True, origin_assured=True, intact=True).missing == ()


def test_numbers_drawn_as_the_regulation_says_are_told() -> None:
    drawn = classify(
        Evidence(
            origin=Origin.BORN_DIGITAL,
            person_signed=True,
            seal_signed=True,
            seal_is_issuer=True,
            changed_after_signing=True,
            drawn_by_d8_k1=True,
        ),
        rules=QD11,
    )
    assert drawn.reason.endswith("số, ngày ghi sau khi ký, theo Điều 8 khoản 1.")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"person_signed": True}, "chỉ có chữ ký số của cá nhân"),
        ({"seal_signed": True, "seal_is_issuer": True}, "thiếu chữ ký số của người có thẩm quyền"),
        ({"person_signed": True, "seal_signed": True}, "không phải của cơ quan ban hành"),
        ({}, "không có chữ ký số hợp lệ"),
    ],
)
def test_whose_signature_is_missing_is_told(facts: dict[str, bool], words: str) -> None:
    assert words in classify(Evidence(origin=Origin.BORN_DIGITAL, **facts), rules=QD11).reason
