"""The outer form of a signature: byte range, hole, CMS. A crafted file lies here first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from asn1crypto import cms, core  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils import generic
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr

from congvan.signing.report import Problem
from congvan.signing.validation.envelope import agrees

PADES = "/ETSI.CAdES.detached"
_HOLE = re.compile(rb"<([0-9A-Fa-f]*)>")
_BER_INDEFINITE = b"\x80"
_SEQUENCE = b"\x30"
RANGE_NUMBERS = 4
"""Two pieces, each a start and a length."""


def problems_of(pdf: bytes, embedded: EmbeddedPdfSignature) -> Iterator[Problem]:
    """Faults of form, each fatal: the library reads past most of them. Law: QD11/D3.K1.a."""
    if not range_holds(pdf, embedded.byte_range, embedded.pkcs7_content):
        yield Problem(
            code="signature.byte_range",
            message="Chữ ký số không bao trùm liền mạch từ đầu tập tin: không xác định được phần đã ký. "
            "Hãy yêu cầu nơi gửi gửi lại tập tin gốc.",
        )
    if not _is_clean_der(embedded.pkcs7_content) or not agrees(embedded.pkcs7_content):
        yield Problem(
            code="signature.container",
            message="Vùng chứa chữ ký số có dữ liệu lạ hoặc không đúng mã hóa DER: "
            "hãy yêu cầu nơi gửi ký lại bằng phần mềm đúng chuẩn.",
        )
    if not _names_certificate(embedded):
        yield Problem(
            code="signature.certificate_not_named",
            message="Chữ ký số không ghi đúng chứng thư của người ký trong phần được ký: "
            "hãy yêu cầu nơi gửi ký lại bằng phần mềm đúng chuẩn.",
        )


def range_holds(pdf: bytes, byte_range: object, container: bytes) -> bool:
    """Whether the range is [0 a b c], its hole exactly the hexadecimal container, and b + c in the file."""
    if not isinstance(byte_range, generic.ArrayObject) or len(byte_range) != RANGE_NUMBERS:
        return False
    if not all(isinstance(number, int) and number >= 0 for number in byte_range):
        return False
    start, first, second, rest = (int(number) for number in byte_range)
    if start != 0 or not 0 < first < second or second + rest > len(pdf) or rest == 0:
        return False
    hole = _HOLE.fullmatch(pdf[first:second])
    return hole is not None and len(hole[1]) % 2 == 0 and bytes.fromhex(hole[1].decode()) == container


def entry(dictionary: generic.DictionaryObject, key: str) -> Any:
    """The value itself, never a reference to it, or None."""
    return dictionary[key] if key in dictionary else None  # noqa: SIM401 - the library's get leaves references


def _is_clean_der(container: bytes) -> bool:
    """One definite-length value with signed attributes and only zeros behind it: nothing else was signed."""
    if container[:1] != _SEQUENCE or container[1:2] == _BER_INDEFINITE:
        return False
    length = len(core.Sequence.load(container).dump())
    signer = cms.ContentInfo.load(container)["content"]["signer_infos"][0]
    return signer["signed_attrs"] is not core.VOID and not container[length:].strip(b"\0")


def _names_certificate(embedded: EmbeddedPdfSignature) -> bool:
    """PAdES (ETSI EN 319 142-1) demands the attribute; the older kind may go without it.

    That it names the right certificate, the library checks.
    """
    if entry(embedded.sig_object, "/SubFilter") != PADES:
        return True
    return get_signing_cert_attr(embedded.signer_info["signed_attrs"]) is not None
