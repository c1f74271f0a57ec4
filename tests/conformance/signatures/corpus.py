"""The register of bad files: each with a name, a maker and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from congvan.reading import rasterise
from congvan.signing.policy import TrustPolicy
from congvan.typeset import Letter, Paragraph, compose
from tests.conformance.signatures.pki import AT, LEADER, honest
from tests.conformance.signatures.raw import sign


@dataclass(frozen=True)
class Case:
    """`expect` is "INDICATION/SUBINDICATION" of the signature in `field`, or the code of the whole file's error.

    "gone": the field has no signature any more. Several words: one of them, where readers may differ.
    """

    name: str
    make: Callable[[], bytes]
    expect: tuple[str, ...]
    field: str
    policy: Callable[[], TrustPolicy]


CASES: list[Case] = []


def trusted() -> TrustPolicy:
    return TrustPolicy(roots=(honest().root.der,))


def case(
    *expect: str, field: str = "seal", policy: Callable[[], TrustPolicy] = trusted
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Enter the function in the register under its own name."""

    def enter(make: Callable[[], bytes]) -> Callable[[], bytes]:
        assert make.__name__ not in {one.name for one in CASES}, make.__name__
        CASES.append(Case(make.__name__, make, expect, field, policy))
        return make

    return enter


@cache
def letter() -> bytes:
    """A letter born on a computer, without any form."""
    text = "Sở Giáo dục và Đào tạo thông báo đến các cơ quan, đơn vị trực thuộc được biết và thực hiện./."
    return compose(
        Letter(
            parent_name="UBND tỉnh Phú Yên",
            issuer_name="Sở Giáo dục và Đào tạo",
            place="Phú Yên",
            year=2026,
            symbol="/SGDĐT-VP",
            kind=None,
            subject="thông báo Quyết định ban hành Quy chế",
            addressees=("Các đơn vị trực thuộc Sở",),
            body=(Paragraph(text=text), Paragraph(text=text)),
            recipient_lines=("Như trên;", "Lưu: VT, VP."),
            authority_lines=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG SỞ"),
            signer_name=LEADER,
        ),
        at=AT,
    ).pdf


@cache
def scan() -> bytes:
    """The same letter printed and scanned."""
    return rasterise(letter(), dpi=72)


@cache
def led() -> bytes:
    """The letter with the leader's honest signature."""
    return sign(letter(), honest().leader, field_name="leader")


@cache
def sealed() -> bytes:
    """The letter with both honest signatures: what an attacker starts from."""
    return sign(led(), honest().seal, field_name="seal")
