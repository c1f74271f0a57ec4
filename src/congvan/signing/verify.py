"""Verify every signature of a PDF: digest, chain, time, revocation, and what was changed afterwards."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from congvan.signing import limits, problems, quick_strings
from congvan.signing.policy import TrustPolicy
from congvan.signing.report import Indication, Problem, SignatureFacts, SignatureReport
from congvan.signing.validation import revocation, times
from congvan.signing.validation.chain import Measure
from congvan.signing.validation.examine import Case, Examined, detail, examine

log = logging.getLogger(__name__)

quick_strings.install()

CHECKER = "congvan.signing/2 pyHanko/" + version("pyHanko")


def verify(pdf: bytes, *, policy: TrustPolicy, at: datetime) -> SignatureReport:
    """Examine every signature as of `at`, with difference analysis; nothing is fetched from a network.

    Never raises on bad bytes: the report then has `error` or a signature with problems. Document time-stamps
    are not signatures of anyone: they prove time. Law: QD11/D3.K1.a, QD11/D3.K1.b.
    """
    if at.tzinfo is None:
        raise ValueError("at needs a time zone")
    measure = Measure(policy, at)
    _ = measure.roots, measure.held  # outside the try: a bad policy is our bug
    signatures: tuple[SignatureFacts, ...] = ()
    error = None
    try:
        signatures = tuple(_examine_all(pdf, measure))
    except _Refused as refused:
        error = refused.problem
    except (Exception, RecursionError) as unforeseen:
        log.warning("file cannot be verified", exc_info=True)
        error = Problem(
            code="verify.unreadable",
            message=f"Không đọc được tập tin PDF: tập tin hỏng hoặc sai chuẩn ({detail(unforeseen)}). "
            "Hãy yêu cầu nơi gửi gửi lại.",
        )
    return SignatureReport(
        file_sha256=hashlib.sha256(pdf).hexdigest(),
        file_bytes=len(pdf),
        checked_at=at,
        policy_version=policy.version,
        checker=CHECKER,
        signatures=signatures,
        error=error,
    )


class _Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


def _examine_all(pdf: bytes, measure: Measure) -> Iterator[SignatureFacts]:
    if len(pdf) > limits.PDF_BYTES_MAX:
        raise _Refused(
            "verify.too_large", "Tập tin quá lớn để kiểm tra chữ ký số: hãy yêu cầu nơi gửi tách tập tin."
        )
    reader = _read(pdf)
    _refuse_unreadable(reader)
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    if len(fields) > limits.SIGNATURES_MAX:
        raise _Refused(
            "verify.too_many", "Tập tin PDF có quá nhiều chữ ký số: hãy yêu cầu nơi gửi kiểm tra lại."
        )
    stamps = [(name, field) for name, value, field in fields if _is_timestamp(value.get_object())]
    store = revocation.of_file(reader)
    case = Case(
        pdf=pdf,
        reader=reader,
        measure=measure,
        store=store,
        stamps=times.of_document(pdf, reader, stamps, measure, store),
    )
    examined = [
        examine(case, name, field) for name, value, field in fields if not _is_timestamp(value.get_object())
    ]
    yield from _compared(sorted(examined, key=lambda one: one.revision))


def _read(pdf: bytes) -> PdfFileReader:
    """Strictly if possible: scanners write sloppy tables. Digest and difference are checked all the same."""
    try:
        return PdfFileReader(BytesIO(pdf))
    except PdfStrictReadError:
        return PdfFileReader(BytesIO(pdf), strict=False)


def _refuse_unreadable(reader: PdfFileReader) -> None:
    if reader.encrypted:
        raise _Refused(
            "verify.encrypted",
            "Tập tin PDF đặt mật khẩu nên không kiểm tra được: hãy yêu cầu nơi gửi bỏ mật khẩu.",
        )
    if reader.xrefs.hybrid_xrefs_present:
        raise _Refused(
            "verify.hybrid",
            "Tập tin PDF có hai bảng tra cứu chồng nhau nên mỗi phần mềm có thể đọc một khác: "
            "hãy yêu cầu nơi gửi tạo lại tập tin.",
        )
    if reader.xrefs.total_revisions > limits.REVISIONS_MAX:
        raise _Refused(
            "verify.too_many_revisions",
            "Tập tin PDF bị sửa đổi quá nhiều lần: hãy yêu cầu nơi gửi tạo lại tập tin.",
        )


def _compared(examined: Sequence[Examined]) -> Iterator[SignatureFacts]:
    """What only shows beside the other signatures: one signature shown twice, certified after another."""
    ranges = Counter(one.byte_range for one in examined if one.byte_range)
    for index, one in enumerate(examined):
        facts = one.facts
        if ranges[one.byte_range] > 1:
            facts = _with(facts, problems.duplicated(), Indication.FAILED, "FORMAT_FAILURE")
        if index and facts.certified_level is not None:
            facts = _with(
                facts, problems.certified_late(), Indication.INDETERMINATE, "SIG_CONSTRAINTS_FAILURE"
            )
        yield facts


def _with(
    facts: SignatureFacts, problem: Problem, indication: Indication, subindication: str
) -> SignatureFacts:
    if not facts.valid and indication is not Indication.FAILED:
        return replace(facts, problems=(*facts.problems, problem)[: limits.PROBLEMS_MAX])
    return replace(
        facts, problems=(problem, *facts.problems), indication=indication, subindication=subindication
    )


def _is_timestamp(value: generic.DictionaryObject) -> Any:
    return "/Type" in value and value["/Type"] == "/DocTimeStamp"
