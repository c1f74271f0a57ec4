"""Real PDFs for the tests: typeset, signed with the demo's keys, scanned. Made once per run."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from congvan.base.clock import ZONE
from congvan.reading import rasterise
from congvan.signing.keys import FileKey
from congvan.signing.layout import FieldName, seal_place
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.sites.demo.pki import PIN
from congvan.typeset import Composed, Letter, Paragraph, compose, font_bytes
from tests.node import cast

MADE_AT = datetime(2018, 5, 4, 9, 0, tzinfo=ZONE)
SYMBOL = "SGDĐT-VP"


def letter(*, issuer: str = "Sở Giáo dục và Đào tạo", parent: str = "UBND TỈNH", year: int = 2018) -> Letter:
    return Letter(
        parent_name=parent, issuer_name=issuer, place="Phú Yên", year=year, symbol=f"/{SYMBOL}", kind=None,
        subject="kiểm tra việc sử dụng chữ ký số", addressees=("Các phòng giáo dục và đào tạo",),
        body=(Paragraph(text="Đề nghị các đơn vị báo cáo việc sử dụng chữ ký số trước ngày 15 tháng 5."),),
        recipient_lines=("Như trên", "Lưu: VT"), authority_lines=("GIÁM ĐỐC",), signer_name="Lê Lâm",
        banner="BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
    )  # fmt: skip


@cache
def draft(*, parent: str = "UBND TỈNH", year: int = 2018) -> Composed:
    return compose(letter(parent=parent, year=year), at=MADE_AT)


def secret() -> Composed:
    """A draft with the marking MẬT as a line of its own at the top of page 1."""
    return draft(parent="MẬT")


def places(*, year: int = 2018) -> dict[str, Any]:
    """The reserved places of `draft` as `revise` takes them."""
    return {name: asdict(place) for name, place in draft(year=year).places.items()} | {"printed_year": year}


@cache
def scan() -> bytes:
    """The draft as paper from a scanner: one image a page, no text, no signature."""
    return rasterise(draft().pdf, dpi=72)


@cache
def signed_scan() -> bytes:
    """Loại 2: the scan under the seal of UBND tỉnh, from whom it comes."""
    top = {"seal_top_left": draft().places["seal_top_left"]}
    pdf = reserve(scan(), places=top, fonts=_fonts())
    return _sign(pdf, FieldName.SEAL, "tinh", Kind.SEAL)


@cache
def born_signed() -> bytes:
    """Loại 1: a document of UBND tỉnh, signed by its chairman, numbered, sealed."""
    composed = compose(letter(issuer="Ủy ban nhân dân tỉnh"), at=MADE_AT)
    pdf = reserve(composed.pdf, places=composed.places, fonts=_fonts(), seal_at=seal_place("page1-top-left"))
    pdf = _sign(pdf, FieldName.LEADER, "chu-tich", Kind.LEADER)
    return _sign(pdf, FieldName.SEAL, "tinh", Kind.SEAL, fill={"number": "08", "day": "04", "month": "5"})


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class LocalSigner:
    """The signer without its process: same answers, same keys."""

    def chain(self, label: str) -> tuple[bytes, ...]:
        return cast.key(label).certificate_chain()

    def sign(self, *, label: str, pin: str, attributes: bytes) -> bytes:
        return cast.key(label).sign(attributes, pin=pin)


def _sign(
    pdf: bytes, field: FieldName, label: str, kind: Kind, *, fill: dict[str, str] | None = None
) -> bytes:
    key: FileKey = cast.key(label)
    prepared = prepare_signature(
        pdf, field=field, certificate_chain=key.certificate_chain(), kind=kind, at=MADE_AT, fill=fill
    )
    return complete_signature(prepared, signature=key.sign(prepared.attributes, pin=PIN))


def _fonts() -> FieldFonts:
    return FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
