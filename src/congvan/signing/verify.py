"""Verify every signature of a PDF: digest, chain, and what was changed afterwards."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleTrustManager

from congvan.signing import limits
from congvan.signing.certificates import facts_of, kind_of
from congvan.signing.policy import Revocation, TrustPolicy
from congvan.signing.problems import from_status
from congvan.signing.report import Change, Coverage, Problem, SignatureFacts, SignatureReport, SignerKind

log = logging.getLogger(__name__)

CHECKER = "congvan.signing/1 pyHanko/" + version("pyHanko")

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE_FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_CHANGES = {
    "NONE": Change.NONE,
    "LTA_UPDATES": Change.LONG_TERM_UPDATES,
    "FORM_FILLING": Change.FORM_FILLING,
    "ANNOTATIONS": Change.ANNOTATIONS,
    "OTHER": Change.OTHER,
}
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


def verify(pdf: bytes, *, policy: TrustPolicy, at: datetime) -> SignatureReport:
    """Examine every signature as of `at`, with difference analysis; nothing is fetched from a network.

    Never raises on bad bytes: the report then has `error` or a signature with problems. Document time-stamps
    are not signatures of anyone and are left out. Law: QD11/D3.K1.a, QD11/D3.K1.b.
    """
    if at.tzinfo is None:
        raise ValueError("at needs a time zone")
    roots = tuple(
        x509.Certificate.load(der) for der in policy.roots
    )  # outside the try: a bad policy is our bug
    signatures: tuple[SignatureFacts, ...] = ()
    error = None
    try:
        signatures = tuple(_examine_all(pdf, _Measure(policy=policy, roots=roots, at=at)))
    except _Refused as refused:
        error = refused.problem
    except (Exception, RecursionError) as unforeseen:
        log.warning("file cannot be verified", exc_info=True)
        error = _unreadable(unforeseen)
    return SignatureReport(
        file_sha256=hashlib.sha256(pdf).hexdigest(),
        file_bytes=len(pdf),
        checked_at=at,
        policy_version=policy.version,
        checker=CHECKER,
        signatures=signatures,
        error=error,
    )


_LENIENT = Problem(
    code="signature.sloppy_file",
    message="Tập tin PDF có lỗi nhỏ về cấu trúc, đã kiểm tra theo cách đọc nới lỏng.",
    fatal=False,
)


def _read(pdf: bytes) -> PdfFileReader:
    """Strictly if possible: scanners write sloppy tables. Digest and difference are checked all the same."""
    try:
        return PdfFileReader(BytesIO(pdf))
    except PdfStrictReadError:
        return PdfFileReader(BytesIO(pdf), strict=False)


@dataclass(frozen=True, kw_only=True)
class _Measure:
    policy: TrustPolicy
    roots: tuple[x509.Certificate, ...]
    at: datetime

    def context(self) -> ValidationContext:
        """A fresh context for each signature: the library remembers certificates in it."""
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.roots)),
            moment=self.at,
            allow_fetching=False,
            revocation_mode="soft-fail" if self.policy.revocation is Revocation.SOFT else "hard-fail",
        )


class _Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


def _examine_all(pdf: bytes, measure: _Measure) -> Iterator[SignatureFacts]:
    if len(pdf) > limits.PDF_BYTES_MAX:
        raise _Refused(
            "verify.too_large", "Tập tin quá lớn để kiểm tra chữ ký số: hãy yêu cầu nơi gửi tách tập tin."
        )
    reader = _read(pdf)
    if reader.encrypted:
        raise _Refused(
            "verify.encrypted",
            "Tập tin PDF đặt mật khẩu nên không kiểm tra được: hãy yêu cầu nơi gửi bỏ mật khẩu.",
        )
    if reader.xrefs.total_revisions > limits.REVISIONS_MAX:
        raise _Refused(
            "verify.too_many_revisions",
            "Tập tin PDF bị sửa đổi quá nhiều lần: hãy yêu cầu nơi gửi tạo lại tập tin.",
        )
    fields = [(name, value, field) for name, value, field in enumerate_sig_fields(reader, filled_status=True)]
    if len(fields) > limits.SIGNATURES_MAX:
        raise _Refused(
            "verify.too_many", "Tập tin PDF có quá nhiều chữ ký số: hãy yêu cầu nơi gửi kiểm tra lại."
        )
    examined = [
        _examine(reader, name, field, measure)
        for name, value, field in fields
        if not _is_timestamp(value.get_object())
    ]
    yield from (facts for _, facts in sorted(examined, key=lambda item: item[0]))


def _examine(reader: PdfFileReader, name: str, field: Any, measure: _Measure) -> tuple[int, SignatureFacts]:
    """One signature and the revision that it closes, for the order of signing."""
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        status = validate_pdf_signature(
            embedded, signer_validation_context=measure.context(), key_usage_settings=_USAGE
        )
        return embedded.signed_revision, _facts(embedded, status, measure)
    except (Exception, RecursionError) as unforeseen:
        log.warning("signature cannot be verified", exc_info=True)
        return limits.REVISIONS_MAX, _broken(name, _unreadable(unforeseen, code="signature.unreadable"))


def _facts(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, measure: _Measure) -> SignatureFacts:
    soft = measure.policy.revocation is Revocation.SOFT
    notes = () if embedded.reader.strict else (_LENIENT,)
    level = status.modification_level
    certified = embedded.docmdp_level if _is_certifying(embedded) else None
    return SignatureFacts(
        field=_short(embedded.field_name),
        kind=kind_of(embedded.signer_cert, measure.policy),
        certificate=facts_of(embedded.signer_cert),
        signed_at=embedded.self_reported_timestamp,
        time_source="signer" if embedded.self_reported_timestamp else "none",
        intact=status.intact and status.valid,
        trusted=status.trusted,
        coverage=Coverage.PART if status.coverage is None else _COVERAGE.get(status.coverage, Coverage.PART),
        change=Change.UNKNOWN if level is None else _CHANGES[level.name],
        change_permitted=bool(status.docmdp_ok),
        certified_level=None if certified is None else certified.value,
        revocation=_revocation(status, soft=soft),
        problems=(*notes, *from_status(status, at=measure.at, soft=soft)),
    )


def _revocation(status: PdfSignatureStatus, *, soft: bool) -> str:
    if status.revoked:
        return "revoked"
    return "not_checked" if soft else "checked"


def _is_timestamp(value: generic.DictionaryObject) -> bool:
    return "/Type" in value and value["/Type"] == "/DocTimeStamp"


def _is_certifying(embedded: EmbeddedPdfSignature) -> bool:
    root = embedded.reader.root
    if "/Perms" not in root or "/DocMDP" not in root["/Perms"]:
        return False
    certifying: generic.Reference = root["/Perms"].get_value_as_reference("/DocMDP")
    return certifying == embedded.sig_object.container_ref


def _broken(name: str, problem: Problem) -> SignatureFacts:
    return SignatureFacts(
        field=_short(name),
        kind=SignerKind.UNKNOWN,
        certificate=None,
        signed_at=None,
        time_source="none",
        intact=False,
        trusted=False,
        coverage=Coverage.PART,
        change=Change.UNKNOWN,
        change_permitted=False,
        certified_level=None,
        revocation="not_checked",
        problems=(problem,),
    )


def _unreadable(error: BaseException, *, code: str = "verify.unreadable") -> Problem:
    detail = _short(f"{type(error).__name__}: {error}")
    what = "Không đọc được chữ ký số" if code == "signature.unreadable" else "Không đọc được tập tin PDF"
    return Problem(
        code=code, message=f"{what}: tập tin hỏng hoặc sai chuẩn ({detail}). Hãy yêu cầu nơi gửi gửi lại."
    )


def _short(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in str(text))[
        : limits.TEXT_MAX
    ]
